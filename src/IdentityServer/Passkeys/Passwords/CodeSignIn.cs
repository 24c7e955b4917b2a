using IdentityServer.Accounts.Authenticator;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Devices;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>The second half of a sign-in with a password: two factors, and still nothing that resists phishing.</summary>
internal sealed class CodeSignIn(
    SecondHalf gate, HalfSignInStore halves, AuthenticatorCodes codes, InteractionStore interactions,
    NewDevices devices, SessionStart start, PasskeyOffers offers, IHotTables tables, AuditTrail audit, TimeProvider clock)
{
    public async Task<PasswordAnswer> AnswerAsync(HttpContext http, string? halfText, string? typed, CancellationToken cancellation)
    {
        if (await gate.TryOnceMoreAsync(http, halfText, cancellation) is not { AccountId: var account } half)
            return PasswordAnswer.BeginAgain.Now;

        var known = await devices.FindKnownAsync(http, account, cancellation);
        var use = await codes.CheckAsync(account, typed, http.Connection.RemoteIpAddress, known, cancellation);
        if (use is AuthenticatorUse.TooMany tooMany)
            return new PasswordAnswer.TooMany(tooMany.Outcome);

        var answer = use is AuthenticatorUse.Accepted accepted ? await OpenAsync(http, half, accepted, known, cancellation) : PasswordAnswer.Refused.Now;
        if (answer is PasswordAnswer.Refused)
            await audit.WriteAsync(new(AccountEvents.TotpFailed, Actor.Anonymous) { Subject = account }, CancellationToken.None);
        return answer;
    }

    private async Task<PasswordAnswer> OpenAsync(
        HttpContext http, HalfSignIn half, AuthenticatorUse.Accepted use, string? known, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var interaction = await interactions.FindAsync(http, half.Interaction, cancellation);
        var worth = AuthenticationPolicy.PasswordAndCode(now);
        var unit = new Unit();
        halves.Finish(unit, half);
        await codes.AddUseAsync(unit, use, http.Connection.RemoteIpAddress, known, cancellation);
        var session = await start.AddToAsync(unit, http, interaction, half.AccountId,
            new(now, AuthenticationMethod.PasswordAndCode, worth.Acr) { Amr = worth.Amr, FullAssurance = await offers.LacksVerifiedAsync(half.AccountId, cancellation) }, cancellation);
        audit.Add(unit, new(AccountEvents.TotpSucceeded, Actor.User(half.AccountId)) { Session = session.Session.Id });

        // Of two who type the same code, here or elsewhere, one moves its step.
        if (await tables.WriteAsync(unit, CancellationToken.None) is not UnitOutcome.Committed)
            return PasswordAnswer.Refused.Now;

        session.WriteCookies(http);
        return new PasswordAnswer.SignedIn(await offers.NextAsync(session.Session, interaction, cancellation));
    }
}
