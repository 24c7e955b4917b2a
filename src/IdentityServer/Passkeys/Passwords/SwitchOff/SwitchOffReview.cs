using IdentityServer.Accounts;
using IdentityServer.Accounts.Groups;
using IdentityServer.Accounts.Passwords;

namespace IdentityServer.Passkeys.Passwords.SwitchOff;

/// <summary>One member of a group, as the review found them.</summary>
internal sealed record SwitchOffCandidate(AccountFacts Account, LegacyPassword Password, SwitchOffReadiness Readiness);

/// <summary>Who of a group could do without their password, and what the others lack.</summary>
internal sealed class SwitchOffReview(GroupStore groups, AccountStore accounts, LegacyPasswordStore passwords, SwitchOffReadinessCheck readiness)
{
    /// <summary>Everybody in the group whose password still works.</summary>
    public async Task<IReadOnlyList<SwitchOffCandidate>> OfAsync(string group, CancellationToken cancellation)
    {
        var candidates = new List<SwitchOffCandidate>();
        foreach (var member in await groups.MembersAsync(group, cancellation))
        {
            if (await passwords.FindAsync(member, cancellation) is { SwitchedOffAt: null } password
                && await accounts.FindAsync(member, cancellation) is { State: AccountState.Active } account)
                candidates.Add(new(account, password, await readiness.OfAsync(account, cancellation)));
        }

        return [.. candidates.OrderBy(it => it.Account.UserName, StringComparer.OrdinalIgnoreCase)];
    }
}
