using System.Text.Json.Nodes;
using IdentityServer.Accounts.Groups;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Shared;
using Microsoft.Extensions.Options;

namespace IdentityServer.Accounts.SignUp;

/// <summary>What operators do with invitations. The link is told once, when it is made; the database knows only its hash.</summary>
internal sealed class Invitations(InvitationStore store, IHotTables tables, AuditTrail audit, IOptions<ServerOptions> server, TimeProvider clock)
{
    public const int MostUses = 10_000;
    public const int MostGroups = 20;

    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(90);

    public async Task<(Invitation Invitation, Uri Link)> MakeAsync(InvitationOrder order, Actor by, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var link = Handle.New(now);
        var invitation = new Invitation(Guid.CreateVersion7(now))
        {
            Note = order.Note,
            Groups = order.Groups,
            Uses = order.Uses,
            CreatedAt = now,
            ExpiresAt = now + order.ValidFor,
        };
        var unit = new Unit();
        InvitationStore.Add(unit, invitation, link);
        audit.Add(unit, new(AdministrationEvents.UserInvited, by)
        {
            Details = new JsonObject { ["invitation"] = invitation.Id, ["uses"] = invitation.Uses, ["groups"] = string.Join(' ', invitation.Groups) },
        });
        await tables.WriteAsync(unit, cancellation);
        return (invitation, new($"{server.Value.Issuer}/invitation?link={link}"));
    }

    /// <summary>False where there is no such invitation, or it was revoked before.</summary>
    public async Task<bool> RevokeAsync(Guid id, Actor by, CancellationToken cancellation)
    {
        var unit = new Unit();
        store.AddRevocation(unit, id);
        audit.Add(unit, new(AdministrationEvents.InvitationRevoked, by) { Details = new JsonObject { ["invitation"] = id } });
        return await tables.WriteAsync(unit, cancellation) is UnitOutcome.Committed;
    }
}

internal sealed record InvitationOrder(int Uses, TimeSpan ValidFor)
{
    public string? Note { get; init; }

    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>What is wrong with it, for the operator.</summary>
    public string? Fault() => this switch
    {
        { Uses: < 1 or > Invitations.MostUses } => $"An invitation has 1 to {Invitations.MostUses} uses.",
        _ when ValidFor <= TimeSpan.Zero || ValidFor > Invitations.LongestLife => $"An invitation is valid for at most {Invitations.LongestLife.TotalDays} days.",
        { Note.Length: > Invitation.NoteLength } => $"A note has at most {Invitation.NoteLength} characters.",
        { Groups.Count: > Invitations.MostGroups } => $"An invitation leads into at most {Invitations.MostGroups} groups.",
        _ when !Groups.All(IsGroup) => "A group has a name of at most 64 characters on one line.",
        { Uses: > 1 } when Groups.Contains(GroupMember.Administrators) => "An invitation that makes an administrator has one use.",
        _ => null,
    };

    private static bool IsGroup(string group) => group is { Length: >= 1 and <= 64 } && group == group.Trim() && !group.Any(char.IsControl);
}
