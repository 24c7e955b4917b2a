using IdentityServer.Accounts;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>What an accepted password leaves behind: its new state, guesses that are forgotten, and what its owner should hear about.</summary>
internal sealed class PasswordUse(Guesses guesses, PasskeyOffers offers, AuditTrail audit, AccountNotices notices, TimeProvider clock)
{
    /// <summary>The unit misses where the password was switched off meanwhile.</summary>
    public async Task AddToAsync(Unit unit, HttpContext http, PasswordProof.Accepted proof, CancellationToken cancellation)
    {
        var account = proof.Account.Id;
        LegacyPasswordStore.RecordUse(unit, proof, clock.GetUtcNow());
        if (await guesses.IsSuspiciousAsync(account, PasswordCheck.Authenticator, cancellation))
            await notices.AddAsync(unit, account, PasswordNotices.Guessed, cancellation);
        guesses.Succeeded(unit, account, PasswordCheck.Authenticator, http.Connection.RemoteIpAddress, proof.KnownBrowser);
        if (proof.Renewed is not null)
            audit.Add(unit, new(AccountEvents.PasswordRehashed, Actor.System) { Subject = account });
        if (await offers.HasAnyAsync(account, cancellation))
            await notices.AddAsync(unit, account, PasswordNotices.Used, cancellation);
    }
}
