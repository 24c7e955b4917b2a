using IdentityServer.Accounts.Authenticator;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Sessions.Devices;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>The second half of a sign-in with a password: two factors, and still nothing that resists phishing.</summary>
internal sealed class CodeSignIn(
    SecondHalf gate, HalfSignInStore halves, AuthenticatorCodes codes, NewDevices devices, InteractionStore interactions, PasswordSession session, AuditTrail audit)
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
        var interaction = await interactions.FindAsync(http, half.Interaction, cancellation);
        var unit = new Unit();
        halves.Finish(unit, half);
        await codes.AddUseAsync(unit, use, http.Connection.RemoteIpAddress, known, cancellation);
        return await session.OpenWithCodeAsync(unit, http, interaction, half.AccountId, cancellation);
    }
}
