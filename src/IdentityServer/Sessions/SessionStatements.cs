using System.Data.Common;
using IdentityServer.Data;

namespace IdentityServer.Sessions;

internal static class SessionStatements
{
    private const string Columns = """
        "Id", "AccountId", "SecretHash", "CreatedAt", "LastSeenAt", "ExpiresAt", "EndedAt", "EndReason", "Device", "Country", "Events", "IsPrivileged", "ProofsClearedAt"
        """;

    /// <summary>Only for an account that is in use at that moment: whoever was just signing in while it was closed stays out.</summary>
    public static readonly Statement Insert = new("""
        INSERT INTO "Sessions" ("Id", "AccountId", "SecretHash", "CreatedAt", "LastSeenAt", "ExpiresAt", "Device", "Country", "Events", "IsPrivileged")
        SELECT @id, @account, @secret, @created, @seen, @expires, @device, @country, @events, @privileged
        FROM "Accounts" WHERE "Id" = @account AND "State" = @active
        """);

    public static readonly Statement Find = new($"""SELECT {Columns} FROM "Sessions" WHERE "Id" = @id""");

    private const string LiveOfAccount = """
        "AccountId" = @account AND "EndedAt" IS NULL AND "ExpiresAt" > @now
            AND "LastSeenAt" > CASE WHEN "IsPrivileged" = @true THEN @privilegedIdle ELSE @idle END
        """;

    public static readonly Statement OfAccount = new($"""SELECT {Columns} FROM "Sessions" WHERE {LiveOfAccount} ORDER BY "LastSeenAt" DESC""");

    public static readonly Statement SeenOfAccount = new($"""SELECT "LastSeenAt" FROM "Sessions" WHERE {LiveOfAccount}""");

    public static readonly Statement EventsOfAccount = new("""
        SELECT "Events" FROM "Sessions" WHERE "AccountId" = @account AND "LastSeenAt" >= @since
        """);

    /// <summary>
    /// The old secret is part of the condition: of two tabs that authenticate at once, one renews and one starts over. What
    /// was cleared meanwhile stays cleared.
    /// </summary>
    public static readonly Statement Renew = new("""
        UPDATE "Sessions" SET "SecretHash" = @secret, "LastSeenAt" = @seen, "Events" = @events, "Device" = @device, "Country" = @country,
            "ProofsClearedAt" = CASE WHEN @cleared IS NULL OR "ProofsClearedAt" > @cleared THEN "ProofsClearedAt" ELSE @cleared END
        WHERE "Id" = @id AND "SecretHash" = @old AND "EndedAt" IS NULL
        """);

    public static readonly Statement Touch = new("""
        UPDATE "Sessions" SET "LastSeenAt" = @seen WHERE "Id" = @id AND "EndedAt" IS NULL
        """);

    public static readonly Statement ClearProofs = new("""
        UPDATE "Sessions" SET "ProofsClearedAt" = @at WHERE "AccountId" = @account AND "EndedAt" IS NULL
        """);

    public static readonly Statement End = new("""
        UPDATE "Sessions" SET "EndedAt" = @at, "EndReason" = @reason WHERE "Id" = @id AND "EndedAt" IS NULL
        """);

    /// <summary>Also those that began since they were counted.</summary>
    public static readonly Statement EndAll = new("""
        UPDATE "Sessions" SET "EndedAt" = @at, "EndReason" = @reason
        WHERE "AccountId" = @account AND "Id" <> @except AND "EndedAt" IS NULL AND "ExpiresAt" > @at
        """);

    /// <summary>By the passkey's id in what is kept of the proofs. Also those that began since they were counted.</summary>
    public static readonly Statement EndProvenBy = new("""
        UPDATE "Sessions" SET "EndedAt" = @at, "EndReason" = @reason
        WHERE "AccountId" = @account AND "Events" LIKE @passkey AND "EndedAt" IS NULL AND "ExpiresAt" > @at
        """);

    public static Session Read(DbDataReader row) => new()
    {
        Id = row.GetGuid(0),
        AccountId = row.GetGuid(1),
        SecretHash = row.GetFieldValue<byte[]>(2),
        CreatedAt = row.GetInstant(3),
        LastSeenAt = row.GetInstant(4),
        ExpiresAt = row.GetInstant(5),
        EndedAt = row.GetInstantOrNull(6),
        EndReason = row.GetEnumOrNull<SessionEnd>(7),
        Device = row.GetString(8),
        Country = row.GetStringOrNull(9),
        Events = AuthenticationEventJson.Read(row.GetString(10)),
        IsPrivileged = row.GetBoolean(11),
        ProofsClearedAt = row.GetInstantOrNull(12),
    };
}
