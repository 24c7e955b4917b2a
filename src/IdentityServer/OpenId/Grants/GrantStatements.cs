using IdentityServer.Data;

namespace IdentityServer.OpenId.Grants;

internal static class GrantStatements
{
    /// <summary>Only where the session is open at that moment: what ends everything meanwhile would not find this row.</summary>
    public static readonly Statement Insert = new("""
        INSERT INTO "Grants" ("Id", "AccountId", "ClientId", "SessionId", "PasskeyId", "Access", "Authentication",
            "CreatedAt", "ExpiresAt", "IdleExpiresAt", "Generation")
        SELECT @id, @account, @client, @session, @passkey, @access, @authentication, @created, @expires, @idle, @generation
        FROM "Sessions" WHERE "Id" = @session AND "EndedAt" IS NULL
        """);

    public static readonly Statement InsertSpoiled = new("""
        INSERT INTO "Grants" ("Id", "AccountId", "ClientId", "SessionId", "Access", "Authentication",
            "CreatedAt", "ExpiresAt", "IdleExpiresAt", "Generation", "RevokedAt", "RevokeReason")
        VALUES (@id, @account, @client, @session, @access, @authentication, @now, @expires, @expires, 0, @now, @reason)
        """);

    /// <summary>Of two that use the same refresh token at once, one turns the generation.</summary>
    public static readonly Statement Rotate = new("""
        UPDATE "Grants" SET "Generation" = @next, "RotatedAt" = @now, "IdleExpiresAt" = @idle
        WHERE "Id" = @id AND "Generation" = @generation AND "RevokedAt" IS NULL
        """);

    /// <summary>For a client whose refresh token stays the same.</summary>
    public static readonly Statement Touch = new("""
        UPDATE "Grants" SET "IdleExpiresAt" = @idle WHERE "Id" = @id AND "RevokedAt" IS NULL
        """);

    public static readonly Statement Revoke = new("""
        UPDATE "Grants" SET "RevokedAt" = @now, "RevokeReason" = @reason WHERE "Id" = @id AND "RevokedAt" IS NULL
        """);

    public static readonly Statement RevokeOfAccount = new("""
        UPDATE "Grants" SET "RevokedAt" = @now, "RevokeReason" = @reason WHERE "AccountId" = @account AND "RevokedAt" IS NULL
        """);

    public static readonly Statement RevokeOfConsent = new("""
        UPDATE "Grants" SET "RevokedAt" = @now, "RevokeReason" = @reason
        WHERE "AccountId" = @account AND "ClientId" = @client AND "RevokedAt" IS NULL
        """);

    public static readonly Statement RevokeOfPasskey = new("""
        UPDATE "Grants" SET "RevokedAt" = @now, "RevokeReason" = @reason
        WHERE "AccountId" = @account AND "PasskeyId" = @passkey AND "RevokedAt" IS NULL
        """);

    public static readonly Statement RevokeOfClient = new("""
        UPDATE "Grants" SET "RevokedAt" = @now, "RevokeReason" = @reason WHERE "ClientId" = @client AND "RevokedAt" IS NULL
        """);
}
