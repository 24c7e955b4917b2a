using IdentityServer.Data;

namespace IdentityServer.Audit;

internal static class AuditStatements
{
    public static readonly Statement Insert = new("""
        INSERT INTO "AuditEvents" ("Id", "Type", "Outcome", "Reason", "ActorType", "ActorId", "Subject", "Person", "ClientId", "Session",
            "Correlation", "Network", "Country", "Device", "Policy", "Schema", "Details", "Mac")
        VALUES (@id, @type, @outcome, @reason, @actorType, @actor, @subject, @person, @client, @session,
            @correlation, @network, @country, @device, @policy, @schema, @details, @mac)
        """);

    public static readonly Statement InsertSubject = new("""
        INSERT INTO "AuditSubjects" ("Reference", "AccountId") VALUES (@reference, @account)
        """);

    public static readonly Statement DeleteSubject = new("""
        DELETE FROM "AuditSubjects" WHERE "Reference" = @reference
        """);

    /// <summary>Everything a row says, in the order of <see cref="Insert"/>: what its MAC covers.</summary>
    public static Value[] FieldsOf(AuditEvent row) =>
    [
        row.Id.ToBytes(), row.Type, row.Outcome, row.Reason, row.ActorType, row.ActorId, row.Subject, row.Person, row.ClientId, row.Session,
        row.Correlation, row.Network, row.Country, row.Device, row.Policy, row.Schema, row.Details,
    ];
}
