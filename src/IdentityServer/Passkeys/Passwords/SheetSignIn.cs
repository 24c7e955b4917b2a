using IdentityServer.Accounts.Codes;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>
/// For whoever lost the phone with their app: a recovery code in place of its code. §4.1: no app hears of it, so the sign-in
/// is worth what the password is; RC-17: one code for each half, spent with it or not at all.
/// </summary>
internal sealed class SheetSignIn(
    SecondHalf gate, HalfSignInStore halves, RecoveryCodes codes, InteractionStore interactions, PasswordSession session, AuditTrail audit)
{
    public async Task<PasswordAnswer> AnswerAsync(HttpContext http, string? halfText, string? typed, CancellationToken cancellation)
    {
        if (await gate.TryOnceMoreAsync(http, halfText, cancellation) is not { } half)
            return PasswordAnswer.BeginAgain.Now;

        var use = await codes.CheckAsync(half.AccountId, typed, http.Connection.RemoteIpAddress, cancellation);
        if (use is RecoveryCodeUse.TooMany tooMany)
            return new PasswordAnswer.TooMany(tooMany.Outcome);

        var answer = use is RecoveryCodeUse.Accepted accepted ? await OpenAsync(http, half, accepted, cancellation) : PasswordAnswer.Refused.Now;
        if (answer is PasswordAnswer.Refused)
            await audit.WriteAsync(new(RecoveryEvents.CodeFailed, Actor.Anonymous) { Subject = half.AccountId }, CancellationToken.None);
        return answer;
    }

    private async Task<PasswordAnswer> OpenAsync(HttpContext http, HalfSignIn half, RecoveryCodeUse.Accepted use, CancellationToken cancellation)
    {
        var interaction = await interactions.FindAsync(http, half.Interaction, cancellation);
        var unit = new Unit();
        halves.Finish(unit, half);
        await codes.AddUseAsync(unit, use, http.Connection.RemoteIpAddress, cancellation);

        // Of two who type the same code, or two codes for the same half, one comes in.
        return await session.OpenAsync(unit, http, interaction, half.AccountId, cancellation);
    }
}
