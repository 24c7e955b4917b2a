using IdentityServer.Accounts;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Notifications.Notices;
using IdentityServer.Throttles;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>What a refused password leaves behind. The person reads one sentence; the trail keeps the reason.</summary>
internal sealed class PasswordRefusals(GuessedOut guessedOut, AuditTrail audit, TimeProvider clock)
{
    public Task RecordAsync(PasswordProof proof) => proof switch
    {
        PasswordProof.Refused refused => audit.WriteAsync(
            new(AccountEvents.PasswordFailed, Actor.Anonymous) { Reason = refused.Reason, Subject = refused.Account }, CancellationToken.None),
        PasswordProof.TooMany { Outcome: ThrottleOutcome.Exhausted, Account: { } account } => guessedOut.GiveUpAsync(
            LegacyPasswordStore.SwitchOff(new(), account, PasswordEnd.Guessing, clock.GetUtcNow()),
            account, PasswordCheck.Authenticator, PasswordNotices.Off),
        _ => Task.CompletedTask,
    };
}
