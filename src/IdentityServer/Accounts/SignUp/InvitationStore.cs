using System.Data.Common;
using IdentityServer.Data;

namespace IdentityServer.Accounts.SignUp;

internal sealed class InvitationStore(IHotTables tables, TimeProvider clock)
{
    private const string Columns = """
        "Id", "Note", "Groups", "Uses", "Used", "CreatedAt", "ExpiresAt", "RevokedAt"
        """;

    private const string IsOpen = """
        "Used" < "Uses" AND "ExpiresAt" > @now AND "RevokedAt" IS NULL
        """;

    private static readonly Statement Insert = new("""
        INSERT INTO "Invitations" ("Id", "Link", "Note", "Groups", "Uses", "Used", "CreatedAt", "ExpiresAt")
        VALUES (@id, @link, @note, @groups, @uses, @used, @created, @expires)
        """);

    private static readonly Statement Open = new($"""SELECT {Columns} FROM "Invitations" WHERE "Link" = @link AND {IsOpen}""");

    private static readonly Statement All = new($"""SELECT {Columns} FROM "Invitations" ORDER BY "CreatedAt" """);

    // Of those who come at the same moment, as many get in as the link has uses left.
    private static readonly Statement Spend = new($"""UPDATE "Invitations" SET "Used" = "Used" + 1 WHERE "Id" = @id AND {IsOpen}""");

    private static readonly Statement Revoke = new("""UPDATE "Invitations" SET "RevokedAt" = @now WHERE "Id" = @id AND "RevokedAt" IS NULL""");

    public static void Add(Unit unit, Invitation invitation, Handle link) => unit.Require(Insert,
        invitation.Id, link, invitation.Note, GroupList.Write(invitation.Groups), invitation.Uses, 0, invitation.CreatedAt, invitation.ExpiresAt);

    /// <summary>Looking spends nothing.</summary>
    public Task<Invitation?> FindOpenAsync(Handle link, CancellationToken cancellation) =>
        tables.FindAsync(Open, Read, [link, clock.GetUtcNow()], cancellation);

    public Task<List<Invitation>> ListAsync(CancellationToken cancellation) => tables.ListAsync(All, Read, [], cancellation);

    public void AddUse(Unit unit, Guid id) => unit.Require(Spend, id, clock.GetUtcNow());

    public void AddRevocation(Unit unit, Guid id) => unit.Require(Revoke, clock.GetUtcNow(), id);

    private static Invitation Read(DbDataReader row) => new(row.GetGuid(0))
    {
        Note = row.GetStringOrNull(1),
        Groups = GroupList.Read(row.GetString(2)),
        Uses = row.GetInt32(3),
        Used = row.GetInt32(4),
        CreatedAt = row.GetInstant(5),
        ExpiresAt = row.GetInstant(6),
        RevokedAt = row.GetInstantOrNull(7),
    };
}
