using System.Data.Common;
using IdentityServer.Accounts;
using IdentityServer.Data;
using IdentityServer.Protocol.WebAuthn.Metadata;

namespace IdentityServer.Passkeys;

internal static class PasskeyStatements
{
    private const string Columns = """
        p."Id", p."AccountId", p."CredentialId", p."PublicKey", p."RelyingPartyId", p."Aaguid", p."Transports", p."BackupEligible", p."BackedUp", p."Discoverable",
        p."UserVerified", p."AttestationFormat", p."HardwareProtected", p."BornIn", p."Name", p."NormalizedName", p."Counter", p."CreatedAt",
        p."LastUsedAt", p."LastUsedOn", p."LastAnomalyAt", p."FailuresInARow", p."SuspendedAt", p."SuspendedFor", p."Mac",
        p."AttestedModel", p."FlaggedAt", p."FlaggedFor"
        """;

    private const int ColumnCount = 28;

    public static readonly Statement ByCredential = new($"""SELECT {Columns} FROM "Passkeys" p WHERE p."CredentialId" = @credential""");

    /// <summary>One row for each passkey of whoever has this one.</summary>
    public static readonly Statement OfOwner = new($"""
        SELECT {Columns}, {AccountFacts.Columns}
        FROM "Passkeys" "Shown" JOIN "Accounts" a ON a."Id" = "Shown"."AccountId" JOIN "Passkeys" p ON p."AccountId" = a."Id"
        WHERE "Shown"."CredentialId" = @credential
        """);

    public static readonly Statement OfAccount = new($"""
        SELECT {Columns} FROM "Passkeys" p WHERE p."AccountId" = @account ORDER BY p."CreatedAt"
        """);

    public static readonly Statement Flagged = new($"""SELECT {Columns} FROM "Passkeys" p WHERE p."FlaggedAt" IS NOT NULL""");

    public static readonly Statement Insert = new("""
        INSERT INTO "Passkeys" ("Id", "AccountId", "CredentialId", "PublicKey", "RelyingPartyId", "Aaguid", "Transports", "BackupEligible", "BackedUp",
            "Discoverable", "UserVerified", "AttestationFormat", "HardwareProtected", "BornIn", "Name", "NormalizedName", "Counter", "CreatedAt",
            "FailuresInARow", "Mac", "AttestedModel")
        VALUES (@id, @account, @credential, @key, @rp, @aaguid, @transports, @eligible, @backedUp,
            @discoverable, @verified, @format, @hardware, @born, @name, @normalized, @counter, @created, @failures, @mac, @model)
        """);

    /// <summary>
    /// The counter only ever rises, whichever of two sign-ins is written first. A passkey that was removed or suspended
    /// since it was read is not there any more.
    /// </summary>
    public static readonly Statement Use = new("""
        UPDATE "Passkeys" SET
            "Counter" = CASE WHEN "Counter" < @counter THEN @counter ELSE "Counter" END,
            "BackedUp" = @backedUp,
            "LastUsedAt" = @now, "LastUsedOn" = @device, "FailuresInARow" = 0,
            "LastAnomalyAt" = CASE WHEN @anomaly IS NULL THEN "LastAnomalyAt" ELSE @anomaly END
        WHERE "Id" = @id AND "SuspendedAt" IS NULL
        """);

    /// <summary>Another factor vouched for it; the seal says so from now on.</summary>
    public static readonly Statement Trust = new("""
        UPDATE "Passkeys" SET "UserVerified" = @true, "Mac" = @mac WHERE "Id" = @id
        """);

    public static readonly Statement Anomaly = new("""
        UPDATE "Passkeys" SET "LastAnomalyAt" = @now WHERE "Id" = @id
        """);

    public static readonly Statement Failure = new("""
        UPDATE "Passkeys" SET "FailuresInARow" = "FailuresInARow" + 1 WHERE "Id" = @id
        """);

    public static readonly Statement Suspend = new("""
        UPDATE "Passkeys" SET "SuspendedAt" = @now, "SuspendedFor" = @reason WHERE "Id" = @id AND "SuspendedAt" IS NULL
        """);

    /// <summary>What it is suspended for is part of the condition: a graver reason that came meanwhile stands.</summary>
    public static readonly Statement Reactivate = new("""
        UPDATE "Passkeys" SET "SuspendedAt" = NULL, "SuspendedFor" = NULL, "FailuresInARow" = 0, "LastAnomalyAt" = NULL
        WHERE "Id" = @id AND "AccountId" = @account AND "SuspendedFor" = @reason
        """);

    public static readonly Statement Rename = new("""
        UPDATE "Passkeys" SET "Name" = @name, "NormalizedName" = @normalized WHERE "Id" = @id AND "AccountId" = @account
        """);

    /// <summary>Two tabs that remove the last two passkeys wait here for each other, so that the second sees what the first did.</summary>
    public static readonly Statement Queue = new("""
        UPDATE "Accounts" SET "UpdatedAt" = "UpdatedAt" WHERE "Id" = @account
        """);

    /// <summary>Even where it is the last one: nobody signs in with what a stranger brought along.</summary>
    public static readonly Statement RemoveForGood = new("""
        DELETE FROM "Passkeys" WHERE "Id" = @id AND "AccountId" = @account
        """);

    /// <summary>The same as <see cref="Passkey.IsNeededBeside"/>, asked where nobody can come in between.</summary>
    public static readonly Statement Remove = new("""
        DELETE FROM "Passkeys" WHERE "Id" = @id AND "AccountId" = @account AND ("SuspendedAt" IS NOT NULL OR EXISTS (
            SELECT 1 FROM "Passkeys" "Other" WHERE "Other"."AccountId" = @account AND "Other"."Id" <> @id AND "Other"."SuspendedAt" IS NULL
            AND ("Other"."UserVerified" = @true OR "Passkeys"."UserVerified" = @false)))
        """);

    /// <summary>Nothing changes: the row is found where the account has no other passkey that was ever verified.</summary>
    public static readonly Statement First = new("""
        UPDATE "Passkeys" SET "FailuresInARow" = 0 WHERE "Id" = @id AND NOT EXISTS (
            SELECT 1 FROM "Passkeys" "Other" WHERE "Other"."AccountId" = @account AND "Other"."Id" <> @id AND "Other"."UserVerified" = @true)
        """);

    public static readonly Statement Flag = new("""
        UPDATE "Passkeys" SET "FlaggedAt" = @now, "FlaggedFor" = @reason WHERE "Id" = @id
        """);

    public static OwnedPasskey ReadOwned(DbDataReader row) => new(Read(row), AccountFacts.Read(row, ColumnCount));

    public static Passkey Read(DbDataReader row) => new()
    {
        Id = row.GetGuid(0),
        AccountId = row.GetGuid(1),
        CredentialId = row.GetFieldValue<byte[]>(2),
        PublicKey = row.GetFieldValue<byte[]>(3),
        RelyingPartyId = row.GetString(4),
        Aaguid = row.GetGuid(5),
        Transports = row.GetString(6),
        BackupEligible = row.GetBoolean(7),
        BackedUp = row.GetBoolean(8),
        Discoverable = row.IsDBNull(9) ? null : row.GetBoolean(9),
        UserVerified = row.GetBoolean(10),
        AttestationFormat = row.GetString(11),
        HardwareProtected = row.GetBoolean(12),
        BornIn = row.GetEnum<PasskeyOrigin>(13),
        Name = row.GetString(14),
        NormalizedName = row.GetString(15),
        Counter = row.GetInt64(16),
        CreatedAt = row.GetInstant(17),
        LastUsedAt = row.GetInstantOrNull(18),
        LastUsedOn = row.GetStringOrNull(19),
        LastAnomalyAt = row.GetInstantOrNull(20),
        FailuresInARow = row.GetInt32(21),
        SuspendedAt = row.GetInstantOrNull(22),
        SuspendedFor = row.GetEnumOrNull<PasskeySuspension>(23),
        Mac = row.GetFieldValue<byte[]>(24),
        AttestedModel = row.GetGuidOrNull(25),
        FlaggedAt = row.GetInstantOrNull(26),
        FlaggedFor = row.GetEnumOrNull<AuthenticatorRefusal>(27),
    };
}
