using IdentityServer.Accounts.Codes;
using IdentityServer.Data;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>
/// For whoever lost the phone with their app: a recovery code in place of its code. §4.1: no app hears of it, so the sign-in
/// is worth what the password is; RC-17: one code for each half, spent with it or not at all.
/// </summary>
internal sealed class SheetSignIn(
    SecondHalf gate, HalfSignInStore halves, RecoveryCodes codes, InteractionStore interactions, PasswordSession session)
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
        var interaction = await interactions.FindAsync(http, half.Interaction, cancellation);
        var unit = new Unit();
        halves.Finish(unit, half);
        await codes.AddUseAsync(unit, use, http.Connection.RemoteIpAddress, cancellation);

        // Of two who type the same code, or two codes for the same half, one comes in.
        return await session.OpenAsync(unit, http, interaction, half.AccountId, cancellation);
    }
}
