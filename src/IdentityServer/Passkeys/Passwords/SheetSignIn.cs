using IdentityServer.Accounts.Codes;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>
/// For whoever lost the phone with their app: a recovery code in place of its code. §4.1: no app hears of it, so the sign-in
/// is worth what the password is; RC-17: one code for each half, spent with it or not at all.
/// </summary>
internal sealed class SheetSignIn(
    SecondHalf gate, HalfSignInStore halves, RecoveryCodes codes, InteractionStore interactions, SessionStart start, PasskeyOffers offers, IHotTables tables, AuditTrail audit, TimeProvider clock)
{
    public async Task<PasswordAnswer> AnswerAsync(HttpContext http, string? halfText, string? typed, CancellationToken cancellation)
    {
        if (await gate.TryOnceMoreAsync(http, halfText, cancellation) is not { } half)
            return PasswordAnswer.BeginAgain.Now;

        return await codes.CheckAsync(half.AccountId, typed, http.Connection.RemoteIpAddress, cancellation) switch
        {
            RecoveryCodeUse.TooMany tooMany => new PasswordAnswer.TooMany(tooMany.Outcome),
            RecoveryCodeUse.Accepted accepted => await OpenAsync(http, half, accepted, cancellation),
            _ => PasswordAnswer.Refused.Now,
        };
    }

    private async Task<PasswordAnswer> OpenAsync(HttpContext http, HalfSignIn half, RecoveryCodeUse.Accepted use, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var interaction = await interactions.FindAsync(http, half.Interaction, cancellation);
        var worth = AuthenticationPolicy.Password(now);
        var unit = new Unit();
        halves.Finish(unit, half);
        await codes.AddUseAsync(unit, use, http.Connection.RemoteIpAddress, cancellation);
        var session = await start.AddToAsync(unit, http, interaction, half.AccountId, new(now, AuthenticationMethod.Password, worth.Acr) { Amr = worth.Amr }, cancellation);
        audit.Add(unit, new(AccountEvents.PasswordSucceeded, Actor.User(half.AccountId)) { Session = session.Session.Id });

        // Of two who type the same code, or two codes for the same half, one comes in.
        if (await tables.WriteAsync(unit, CancellationToken.None) is not UnitOutcome.Committed)
            return PasswordAnswer.Refused.Now;

        session.WriteCookies(http);
        return new PasswordAnswer.SignedIn(await offers.NextAsync(session.Session, interaction, half.Interaction, cancellation));
    }
}
