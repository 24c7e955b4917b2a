using System.Diagnostics;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>The way in for people who have not got a passkey yet: one factor, and never enough to change who can sign in later.</summary>
internal sealed class PasswordSignIn(
    PasswordCheck check,
    PasskeyStore passkeys,
    SessionStart start,
    Guesses guesses,
    IHotTables tables,
    AuditTrail audit,
    AccountNotices notices,
    IOptions<PasswordOptions> options,
    TimeProvider clock)
{
    public async Task<PasswordProof> AnswerAsync(
        HttpContext http, Interaction? interaction, string name, string password, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var proof = await check.CheckAsync(name, password, http.Connection.RemoteIpAddress, cancellation);

        // The app asked for somebody else.
        if (proof is PasswordProof.Accepted { Account.Id: var id } && interaction?.AccountId is { } expected && expected != id)
            proof = new PasswordProof.Refused("user_mismatch", id);

        if (proof is PasswordProof.Accepted accepted && !await OpenAsync(http, interaction, accepted, cancellation))
            proof = new PasswordProof.Refused("no_password", accepted.Account.Id);

        if (proof is PasswordProof.Refused refused)
            await RecordAsync(refused);
        if (proof is PasswordProof.TooMany { Outcome: ThrottleOutcome.Exhausted, Account: { } owner })
            await GiveUpAsync(owner);

        // An old hash is quick to check, a new one slow, and a name nobody has costs nothing: waiting makes them alike.
        if (proof is not PasswordProof.Accepted && options.Value.RefusalTime - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } rest)
            await Task.Delay(rest, cancellation);

        return proof;
    }

    private async Task<bool> OpenAsync(HttpContext http, Interaction? interaction, PasswordProof.Accepted accepted, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var account = accepted.Account.Id;
        var worth = AuthenticationPolicy.Password(now);
        var unit = new Unit();
        LegacyPasswordStore.RecordUse(unit, accepted, now);
        guesses.Succeeded(unit, account, PasswordCheck.Authenticator, http.Connection.RemoteIpAddress, knownBrowser: null);
        var session = await start.AddToAsync(unit, http, interaction, account,
            new(now, AuthenticationMethod.Password, worth.Acr) { Amr = worth.Amr }, cancellation);

        audit.Add(unit, new(AccountEvents.PasswordSucceeded, Actor.User(account)) { Session = session.Session.Id });
        if (accepted.Renewed is not null)
            audit.Add(unit, new(AccountEvents.PasswordRehashed, Actor.System) { Subject = account });
        if (await passkeys.OfAccountAsync(account, cancellation) is not [])
            await notices.AddAsync(unit, account, PasswordNotices.Used, cancellation);

        if (await tables.WriteAsync(unit, CancellationToken.None) is not UnitOutcome.Committed)
            return false;

        session.WriteCookies(http);
        return true;
    }

    private Task RecordAsync(PasswordProof.Refused refused) => audit.WriteAsync(
        new(AccountEvents.PasswordFailed, Actor.Anonymous) { Reason = refused.Reason, Subject = refused.Account }, CancellationToken.None);

    // NIST SP 800-63B-4 §3.2.2. The first to find the cap reached says so; the unit of everybody after that misses.
    private async Task GiveUpAsync(Guid account)
    {
        var unit = LegacyPasswordStore.SwitchOff(new(), account, clock.GetUtcNow());
        audit.Add(unit, new(AccountEvents.AuthenticatorLocked, Actor.System) { Subject = account, Details = new() { ["authenticator"] = PasswordCheck.Authenticator } });
        await notices.AddAsync(unit, account, PasswordNotices.Off, CancellationToken.None);
        await tables.WriteAsync(unit, CancellationToken.None);
    }
}
