using IdentityServer.Accounts.Groups;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Trust;

/// <summary>Whose authenticators must satisfy demands. A public service asks nobody what hardware they own.</summary>
internal sealed class ManagedGroups(GroupStore groups, IOptions<PasskeyOptions> options)
{
    private List<string> Managed => options.Value.Attestation.Groups;

    public bool Exist => Managed is not [];

    public bool Any(IEnumerable<string> memberships) => memberships.Any(group => Managed.Contains(group, StringComparer.Ordinal));

    public async Task<bool> IncludeAsync(Guid accountId, CancellationToken cancellation) =>
        Exist && Any(await groups.OfAccountAsync(accountId, cancellation));

    public async Task<IReadOnlyList<Guid>> MembersAsync(CancellationToken cancellation)
    {
        List<Guid> members = [];
        foreach (var group in Managed)
            members.AddRange(await groups.MembersAsync(group, cancellation));

        return [.. members.Distinct()];
    }
}
