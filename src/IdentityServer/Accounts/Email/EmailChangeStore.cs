using System.Data.Common;
using IdentityServer.Data;

namespace IdentityServer.Accounts.Email;

internal sealed class EmailChangeStore(IHotTables tables, TimeProvider clock)
{
    private const string Columns = """
        "Id", "AccountId", "Link", "OldEmail", "NewEmail", "AskedAt", "ExpiresAt"
        """;

    private const string IsWaiting = """
        "DoneAt" IS NULL AND "EndedAt" IS NULL AND "ExpiresAt" > @now
        """;

    private static readonly Statement Insert = new("""
        INSERT INTO "EmailChanges" ("Id", "AccountId", "Link", "OldEmail", "NewEmail", "AskedAt", "ExpiresAt")
        VALUES (@id, @account, @link, @old, @new, @asked, @expires)
        """);

    private static readonly Statement OfAccount = new($"""
        SELECT {Columns} FROM "EmailChanges" WHERE "AccountId" = @account AND {IsWaiting}
        """);

    private static readonly Statement OfLink = new($"""
        SELECT {Columns} FROM "EmailChanges" WHERE "Link" = @link AND "AccountId" = @account AND {IsWaiting}
        """);

    private static readonly Statement CallOff = new("""
        UPDATE "EmailChanges" SET "EndedAt" = @now WHERE "AccountId" = @account AND "DoneAt" IS NULL AND "EndedAt" IS NULL
        """);

    private static readonly Statement CallOffThis = new($"""
        UPDATE "EmailChanges" SET "EndedAt" = @now WHERE "Id" = @id AND {IsWaiting}
        """);

    private static readonly Statement Finish = new($"""
        UPDATE "EmailChanges" SET "DoneAt" = @now WHERE "Id" = @id AND {IsWaiting}
        """);

    private static readonly Statement Since = new("""
        SELECT "OldEmail" FROM "EmailChanges" WHERE "AccountId" = @account AND "DoneAt" >= @since AND "EndedAt" IS NULL ORDER BY "DoneAt"
        """);

    private static readonly Statement TakeBack = new("""
        UPDATE "EmailChanges" SET "EndedAt" = @now WHERE "AccountId" = @account AND "DoneAt" >= @since AND "EndedAt" IS NULL
        """);

    // Whatever became of the account: a thief may close it, too, and its owner must be reached.
    private static readonly Statement SetAddress = new("""
        UPDATE "Accounts" SET "Email" = @email, "NormalizedEmail" = @normalized, "EmailConfirmed" = @confirmed, "ProvenEmail" = @normalized, "UpdatedAt" = @now
        WHERE "Id" = @account
        """);

    public Task<EmailChange?> WaitingAsync(Guid accountId, CancellationToken cancellation) =>
        tables.FindAsync(OfAccount, Read, [accountId, clock.GetUtcNow()], cancellation);

    /// <summary>What the link would change; null where it is old, used, or belongs to another account.</summary>
    public async Task<EmailChange?> FindAsync(string? text, Guid accountId, CancellationToken cancellation) =>
        Handle.TryParse(text, out var link) ? await tables.FindAsync(OfLink, Read, [link, accountId, clock.GetUtcNow()], cancellation) : null;

    /// <summary>The address before each change since then that was not taken back, oldest first.</summary>
    public Task<List<string?>> BeforeChangesAsync(Guid accountId, DateTimeOffset since, CancellationToken cancellation) =>
        tables.ListAsync(Since, row => row.GetStringOrNull(0), [accountId, since], cancellation);

    /// <summary>One that waits; the ones before it are called off.</summary>
    public static Handle AddAsked(Unit unit, Guid accountId, string? oldEmail, string newEmail, DateTimeOffset now)
    {
        var link = Handle.New(now);
        AddCallOff(unit, accountId, now);
        unit.Require(Insert, Guid.CreateVersion7(now), accountId, link, oldEmail, newEmail, now, now + EmailChange.Lifetime);
        return link;
    }

    public static void AddCallOff(Unit unit, Guid accountId, DateTimeOffset now) => unit.Add(CallOff, now, accountId);

    public static Unit CallOffOne(Unit unit, EmailChange waiting, DateTimeOffset now) => unit.Require(CallOffThis, now, waiting.Id);

    /// <summary>A mailbox that somebody else has proven meanwhile makes the unit end in a conflict.</summary>
    public static void AddDone(Unit unit, EmailChange change, DateTimeOffset now)
    {
        unit.Require(Finish, now, change.Id);
        AddAddress(unit, change.AccountId, change.NewEmail, now);
    }

    public static void AddTakenBack(Unit unit, Guid accountId, DateTimeOffset since, string? address, DateTimeOffset now)
    {
        unit.Add(TakeBack, now, accountId, since);
        AddAddress(unit, accountId, address, now);
    }

    private static void AddAddress(Unit unit, Guid accountId, string? email, DateTimeOffset now) => unit.Require(SetAddress,
        email, AccountName.Normalize(email), email is not null, now, accountId);

    private static EmailChange Read(DbDataReader row) => new()
    {
        Id = row.GetGuid(0),
        AccountId = row.GetGuid(1),
        Link = row.GetFieldValue<byte[]>(2),
        OldEmail = row.GetStringOrNull(3),
        NewEmail = row.GetString(4),
        AskedAt = row.GetInstant(5),
        ExpiresAt = row.GetInstant(6),
    };
}
