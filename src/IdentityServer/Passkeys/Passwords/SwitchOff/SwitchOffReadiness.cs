using IdentityServer.Accounts;
using IdentityServer.Accounts.Codes;
using IdentityServer.Accounts.Holds;
using IdentityServer.Sessions;

namespace IdentityServer.Passkeys.Passwords.SwitchOff;

/// <summary>What somebody has left without their password, and what stands against taking it.</summary>
/// <param name="Passkeys">Those that count in full.</param>
/// <param name="CodesLeft">Recovery codes that were confirmed and not used.</param>
internal sealed record SwitchOffReadiness(IReadOnlyList<Passkey> Passkeys, int CodesLeft, IReadOnlyList<SwitchOffObstacle> Obstacles)
{
    public bool IsReady => Obstacles is [];
}

/// <summary>Asked before every switch-off, whoever wants it, and again when its day has come.</summary>
internal sealed class SwitchOffReadinessCheck(
    PasskeyStore passkeys, RecoveryCodes codes, SessionStore sessions, HoldStore holds, TimeProvider clock)
{
    private const int DaysOfPractice = 2;

    private static readonly TimeSpan Lately = TimeSpan.FromDays(30);

    public async Task<SwitchOffReadiness> OfAsync(AccountFacts account, CancellationToken cancellation)
    {
        List<Passkey> working = [.. (await passkeys.OfAccountAsync(account.Id, cancellation)).Where(it => it is { Works: true, UserVerified: true })];
        var left = (await codes.SheetOfAsync(account.Id, cancellation)).Unused.Count();
        var isEnough = working.Count >= 2 || (working is [{ Synced: true }] && left > 0);

        return new(working, left,
        [
            .. isEnough ? [] : (SwitchOffObstacle[])[SwitchOffObstacle.Passkeys],
            .. await HasPracticeAsync(account.Id, cancellation) ? [] : (SwitchOffObstacle[])[SwitchOffObstacle.Practice],
            .. account is { EmailConfirmed: true, Email: not null } ? [] : (SwitchOffObstacle[])[SwitchOffObstacle.Mailbox],
            .. await holds.EndOfAsync(account.Id, cancellation) is null ? [] : (SwitchOffObstacle[])[SwitchOffObstacle.Hold],
        ]);
    }

    private async Task<bool> HasPracticeAsync(Guid account, CancellationToken cancellation)
    {
        var since = clock.GetUtcNow() - Lately;
        var proofs = await sessions.ProofsSinceAsync(account, since, cancellation);
        return proofs
            .Where(it => it is { Method: AuthenticationMethod.Passkey, ActionClass: null })
            .Select(it => it.At.UtcDateTime.Date)
            .Distinct()
            .Count() >= DaysOfPractice;
    }
}
