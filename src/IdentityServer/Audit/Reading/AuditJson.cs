using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityServer.Audit.Events;

namespace IdentityServer.Audit.Reading;

/// <summary>An event as it leaves the server: exports, shipping, the admin API. One line, the names of docs/audit.md.</summary>
internal static class AuditJson
{
    public static JsonObject Of(AuditEvent row) => new(Fields(row).Where(field => field.Value is not null));

    public static string Line(AuditEvent row) => Of(row).ToJsonString();

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Fields(AuditEvent row) =>
    [
        new("eventId", row.Id.ToString()),
        new("occurredAt", row.OccurredAt.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", null)),
        new("type", row.Type),
        new("owasp", AuditEventTypes.ByName.GetValueOrDefault(row.Type)?.Owasp),
        new("outcome", Name(row.Outcome)),
        new("reason", row.Reason),
        new("actorType", Name(row.ActorType)),
        new("actorId", row.ActorId),
        new("subjectId", Reference(row.Subject)),
        new("clientId", row.ClientId),
        new("sessionRef", Reference(row.Session)),
        new("correlationId", row.Correlation),
        new("ipTrunc", row.Network),
        new("country", row.Country),
        new("uaFamily", row.Device),
        new("policyVersion", row.Policy),
        new("schemaVersion", row.Schema),
        new("details", row.Details is { } details ? JsonNode.Parse(details) : null),
    ];

    private static string Name(Enum member) => JsonNamingPolicy.CamelCase.ConvertName(member.ToString());

    private static string? Reference(byte[]? reference) => reference is null ? null : AuditReferences.Text(reference);
}
