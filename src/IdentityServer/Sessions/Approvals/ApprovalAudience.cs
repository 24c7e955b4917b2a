using IdentityServer.Accounts;
using IdentityServer.Accounts.Groups;
using IdentityServer.Sessions.Devices;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Sessions.Approvals;

/// <summary>Who sees a browser's question: whoever it names, unless they are not to be asked by it, now, or at all.</summary>
internal sealed class ApprovalAudience(
    AccountStore accounts, NamesNobodyHas nobody, GroupStore groups, ApprovalStore approvals, NewDevices devices,
    Throttle throttle, TimeProvider clock)
{
    /// <summary>So long after the owner said that it was not them, nobody's question reaches them.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromHours(24);

    /// <summary>Whatever the name, the same is looked up.</summary>
    public async Task<Guid?> FindAsync(HttpContext http, Interaction? interaction, string name, CancellationToken cancellation)
    {
        var account = name.Length is > 0 and <= AccountName.MaxLength ? await accounts.FindByNameAsync(name, cancellation) : null;
        var id = account?.Id ?? nobody.IdFor(name);
        var operates = (await groups.OfAccountAsync(id, cancellation)).Contains(GroupMember.Administrators);
        var silent = await approvals.WasRepudiatedAsync(id, clock.GetUtcNow() - Silence, cancellation);
        var known = await devices.FindKnownAsync(http, id, cancellation);
        if (silent || await throttle.TakeAsync(Takes(id, known), cancellation) is not ThrottleOutcome.Allowed)
            return null;

        // Who operates this server signs in with a passkey of their own, and an app that named somebody means them.
        return account is { State: AccountState.Active } && !operates && (interaction?.AccountId ?? id) == id ? id : null;
    }

    // Strangers use up nothing of the owner's: a browser that the account knows is counted by itself.
    private Take[] Takes(Guid account, string? known)
    {
        string[] key = known is null ? [account.ToString("N")] : [account.ToString("N"), "known", known];
        return [throttle.Rules.DeviceApprovalsPerAccount.For(key), throttle.Rules.DeviceApprovalsPerAccountAndDay.For(key)];
    }
}
