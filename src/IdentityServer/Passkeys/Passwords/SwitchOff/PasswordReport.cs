using IdentityServer.Accounts;
using IdentityServer.Accounts.Passwords;

namespace IdentityServer.Passkeys.Passwords.SwitchOff;

/// <summary>MG-08: how many are how far. Coverage is the share of those with a password who have a passkey, too.</summary>
internal sealed record PasswordReport(IReadOnlyDictionary<PasswordState, int> People, int Coverage, SignInSplit SignIns);

internal sealed class PasswordReporting(LegacyPasswordStore passwords, AccountStore accounts, SwitchOffReadinessCheck readiness, SignInSplits splits)
{
    private static readonly PasswordState[] Counted =
        [PasswordState.PasswordOnly, PasswordState.Hybrid, PasswordState.PasskeyPrimary, PasswordState.PasswordDisabled];

    public async Task<PasswordReport> MakeAsync(CancellationToken cancellation)
    {
        var people = Counted.ToDictionary(state => state, _ => 0);
        foreach (var password in await passwords.AllAsync(cancellation))
        {
            if (await accounts.FindAsync(password.AccountId, cancellation) is { State: AccountState.Active } account)
                people[PasswordStates.Of(password, await readiness.OfAsync(account, cancellation))]++;
        }

        var withPasskey = people[PasswordState.Hybrid] + people[PasswordState.PasskeyPrimary];
        var open = withPasskey + people[PasswordState.PasswordOnly];
        return new(people, open is 0 ? 0 : 100 * withPasskey / open, await splits.OfLastWeekAsync(cancellation));
    }
}
