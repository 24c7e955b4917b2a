using System.Text.Json.Nodes;

namespace IdentityServer.Audit;

/// <summary>What a room says about a change or a refusal; the trail adds when, where from and under which policy.</summary>
internal sealed record AuditEntry(AuditEventType Type, Actor Actor)
{
    public AuditOutcome Outcome { get; init; } = Type.Outcome;

    /// <summary>A code from the closed list: <c>bad_signature</c>, never a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>Whose account it is about. People act on their own unless said otherwise.</summary>
    public Guid? Subject { get; init; } = Actor.Type is ActorType.User ? Actor.Account : null;

    public string? ClientId { get; init; } = Actor.ClientId;

    public Guid? Session { get; init; }

    /// <summary>The fields that this kind of event has beyond the common ones. Never a secret, see <see cref="AuditDetails"/>.</summary>
    public JsonObject? Details { get; init; }
}
