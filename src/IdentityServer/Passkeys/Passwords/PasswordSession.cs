using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>The end of a sign-in with a password: a session, and where it leads.</summary>
internal sealed class PasswordSession(SessionStart start, PasskeyOffers offers, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Refused where the unit misses: the password was switched off meanwhile.</summary>
    public Task<PasswordAnswer> OpenAsync(Unit unit, HttpContext http, Interaction? interaction, Guid account, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var worth = AuthenticationPolicy.Password(now);
        var proven = new AuthenticationEvent(now, AuthenticationMethod.Password, worth.Acr) { Amr = worth.Amr };
        return OpenAsync(unit, http, interaction, account, proven, AccountEvents.PasswordSucceeded, cancellation);
    }

    /// <summary>Refused where the unit misses: of two who type the same code, here or elsewhere, one moves its step.</summary>
    public async Task<PasswordAnswer> OpenWithCodeAsync(
        Unit unit, HttpContext http, Interaction? interaction, Guid account, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var worth = AuthenticationPolicy.PasswordAndCode(now);
        var proven = new AuthenticationEvent(now, AuthenticationMethod.PasswordAndCode, worth.Acr)
        {
            Amr = worth.Amr,
            FullAssurance = await offers.LacksVerifiedAsync(account, cancellation),
        };
        return await OpenAsync(unit, http, interaction, account, proven, AccountEvents.TotpSucceeded, cancellation);
    }

    private async Task<PasswordAnswer> OpenAsync(
        Unit unit, HttpContext http, Interaction? interaction, Guid account, AuthenticationEvent proven, AuditEventType type, CancellationToken cancellation)
    {
        var started = await start.AddToAsync(unit, http, interaction, account, proven, cancellation);
        audit.Add(unit, new(type, Actor.User(account)) { Session = started.Session.Id });
        return await start.CommitAsync(unit, http, started)
            ? new PasswordAnswer.SignedIn(await offers.NextAsync(started.Session, interaction, cancellation))
            : PasswordAnswer.Refused.Now;
    }
}
