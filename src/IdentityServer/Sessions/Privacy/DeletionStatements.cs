using System.Data.Common;
using IdentityServer.Data;

namespace IdentityServer.Sessions.Privacy;

internal static class DeletionStatements
{
    /// <summary>Two administrators who leave at once wait here for each other, so that the second sees what the first did.</summary>
    public static readonly Statement QueueAdministrators = new("""
        UPDATE "GroupMembers" SET "Since" = "Since" WHERE "Group" = @group
        """);

    /// <summary>The last one who operates this server stays.</summary>
    public static readonly Statement Close = new("""
        UPDATE "Accounts" SET "State" = @deleted WHERE "Id" = @id AND "State" = @active
            AND (NOT EXISTS (SELECT 1 FROM "GroupMembers" WHERE "AccountId" = @id AND "Group" = @group)
                OR EXISTS (SELECT 1 FROM "GroupMembers" m JOIN "Accounts" a ON a."Id" = m."AccountId"
                    WHERE m."Group" = @group AND m."AccountId" <> @id AND a."State" = @active))
        """);

    public static readonly Statement Open = new("""
        UPDATE "Accounts" SET "State" = @active WHERE "Id" = @id AND "State" = @deleted
        """);

    public static readonly Statement OtherAdministrators = new("""
        SELECT m."AccountId" FROM "GroupMembers" m JOIN "Accounts" a ON a."Id" = m."AccountId"
        WHERE m."Group" = @group AND m."AccountId" <> @id AND a."State" = @active
        """);

    public static readonly Statement Insert = new("""
        INSERT INTO "AccountDeletions" ("AccountId", "Link", "AskedAt", "EraseAt") VALUES (@account, @link, @asked, @erase)
        """);

    public static readonly Statement OfLink = new("""
        SELECT "AccountId", "Link", "AskedAt", "EraseAt" FROM "AccountDeletions" WHERE "Link" = @link AND "EraseAt" > @now
        """);

    public static readonly Statement Due = new("""
        SELECT "AccountId", "Link", "AskedAt", "EraseAt" FROM "AccountDeletions" WHERE "EraseAt" <= @now
        """);

    /// <summary>In time it is taken back, afterwards it is carried out: never both.</summary>
    public static readonly Statement TakeBack = new("""
        DELETE FROM "AccountDeletions" WHERE "AccountId" = @account AND "Link" = @link AND "EraseAt" > @now
        """);

    public static readonly Statement CarryOut = new("""
        DELETE FROM "AccountDeletions" WHERE "AccountId" = @account AND "EraseAt" <= @now
        """);

    public static readonly Statement Erase = new("""
        DELETE FROM "Accounts" WHERE "Id" = @id AND "State" = @deleted
        """);

    public static AccountDeletion Read(DbDataReader row) => new()
    {
        AccountId = row.GetGuid(0),
        Link = row.GetFieldValue<byte[]>(1),
        AskedAt = row.GetInstant(2),
        EraseAt = row.GetInstant(3),
    };
}
