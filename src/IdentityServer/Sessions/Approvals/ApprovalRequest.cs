using System.Security.Cryptography;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Groups;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Sessions.Devices;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Shared.Edge;
using IdentityServer.Shared.Requests;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.Sessions.Approvals;

/// <summary>
/// A browser asks in somebody's name. It is shown a number whoever it named: whether anybody sees the question is between
/// the owner and us.
/// </summary>
internal sealed class ApprovalRequest(
    AccountStore accounts, GroupStore groups, NamesNobodyHas nobody, ApprovalStore approvals, NewDevices devices, Throttle throttle,
    IHotTables tables, AuditTrail audit, IOptions<ThrottleOptions> limits, IOptions<EdgeOptions> edge, TimeProvider clock)
{
    /// <summary>So long after the owner said that it was not them, nobody's question reaches them.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromHours(24);

    /// <summary>The handle of the question; or how long to wait, where this network asks too often.</summary>
    public async Task<(Handle Handle, ThrottleOutcome Outcome)> AskAsync(
        HttpContext http, Interaction? interaction, string? interactionText, string name, CancellationToken cancellation)
    {
        var outcome = await throttle.TakeAsync(limits.Value.DeviceApprovalsPerNetwork.For(http.Connection.RemoteIpAddress), cancellation);
        if (outcome is not ThrottleOutcome.Allowed)
            return (default, outcome);

        var now = clock.GetUtcNow();
        var handle = Handle.New(now);
        var asked = await FindAskedAsync(http, interaction, name, cancellation);
        var unit = ApprovalStore.Insert(new(), new()
        {
            Id = handle.ToKey(),
            BrowserHash = Browser.HashOrCreate(http, now),
            AccountId = asked,
            Interaction = interaction is null ? null : interactionText,
            Number = RandomNumberGenerator.GetInt32(10, 100),
            Device = DeviceFamily.Of(http.Request).ToString(),
            Country = Place.CountryOf(http.Request, edge.Value.CountryHeader),
            Network = NetworkPrefix.ForRecords(http.Connection.RemoteIpAddress),
            App = interaction?.App?.Name is { } app ? app[..Math.Min(app.Length, 256)] : null,
            AskedAt = now,
            ExpiresAt = now + SignInApproval.Lifetime,
        });
        // Written whoever it is about, and about nobody where nobody sees the question.
        audit.Add(unit, new(SessionEvents.ApprovalAsked, Actor.Anonymous) { Subject = asked, Reason = asked is null ? "nobody_asked" : null });
        await tables.WriteAsync(unit, cancellation);
        return (handle, outcome);
    }

    // Whatever the name, the same is looked up.
    private async Task<Guid?> FindAskedAsync(HttpContext http, Interaction? interaction, string name, CancellationToken cancellation)
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
        return [limits.Value.DeviceApprovalsPerAccount.For(key), limits.Value.DeviceApprovalsPerAccountAndDay.For(key)];
    }
}
