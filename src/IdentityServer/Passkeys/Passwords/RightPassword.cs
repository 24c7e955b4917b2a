using IdentityServer.Accounts;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Notifications.Notices;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>What a right password leads to: a session, or the question for what is missing.</summary>
internal sealed class RightPassword(
    PasswordUse use, SecondFactors seconds, HalfSignInStore halves, PasswordSession session, IHotTables tables, AuditTrail audit, AccountNotices notices)
{
    /// <summary>Refused where the password was switched off meanwhile.</summary>
    public async Task<PasswordAnswer> GoOnAsync(
        HttpContext http, Interaction? interaction, PasswordProof.Accepted proof, CancellationToken cancellation)
    {
        var unit = new Unit();
        await use.AddToAsync(unit, http, proof, cancellation);
        return await seconds.AfterPasswordAsync(proof, cancellation) switch
        {
            SecondFactor.Code => await AskForCodeAsync(unit, http, interaction, proof, cancellation),
            SecondFactor.Passkey => await AskForPasskeyAsync(unit, proof.Account.Id),
            _ => await session.OpenAsync(unit, http, interaction, proof.Account.Id, cancellation),
        };
    }

    private async Task<PasswordAnswer> AskForCodeAsync(
        Unit unit, HttpContext http, Interaction? interaction, PasswordProof.Accepted proof, CancellationToken cancellation)
    {
        var account = proof.Account.Id;
        var half = halves.Begin(unit, http, account, interaction);
        if (proof.KnownBrowser is null)
        {
            audit.Add(unit, new(AccountEvents.PasswordNotEnough, Actor.Anonymous) { Subject = account, Reason = "code_required" });
            await notices.AddAsync(unit, account, PasswordNotices.NotEnough, cancellation);
        }

        return await WriteAsync(unit, new PasswordAnswer.CodeWanted(half));
    }

    private Task<PasswordAnswer> AskForPasskeyAsync(Unit unit, Guid account)
    {
        audit.Add(unit, new(AccountEvents.PasswordNotEnough, Actor.Anonymous) { Subject = account, Reason = "passkey_required" });
        return WriteAsync(unit, PasswordAnswer.PasskeyWanted.Now);
    }

    private async Task<PasswordAnswer> WriteAsync(Unit unit, PasswordAnswer answer) =>
        await tables.WriteAsync(unit, CancellationToken.None) is UnitOutcome.Committed ? answer : PasswordAnswer.Refused.Now;
}
