using System.Data.Common;
using IdentityServer.Data;

namespace IdentityServer.Accounts;

/// <summary>The few facts about an account that the request path asks for; everything else goes through Identity.</summary>
internal sealed record AccountFacts(Guid Id, byte[] UserHandle, string UserName, string? DisplayName, string? Email, bool EmailConfirmed, AccountState State, string Claims)
{
    /// <summary>Of the table under the name "a", for statements that read other things beside it.</summary>
    public const string Columns = """
        a."Id", a."UserHandle", a."UserName", a."DisplayName", a."Email", a."EmailConfirmed", a."State", a."Claims"
        """;

    public string ShownName => DisplayName ?? UserName;

    public string? ProvenEmail => EmailConfirmed ? Email : null;

    /// <param name="row">The one that is read.</param>
    /// <param name="first">Where the columns begin.</param>
    public static AccountFacts Read(DbDataReader row, int first) => new(
        row.GetGuid(first),
        row.GetFieldValue<byte[]>(first + 1),
        row.GetString(first + 2),
        row.GetStringOrNull(first + 3),
        row.GetStringOrNull(first + 4),
        row.GetBoolean(first + 5),
        row.GetEnum<AccountState>(first + 6),
        row.GetString(first + 7));
}

internal sealed class AccountStore(IHotTables tables)
{
    private static readonly Statement ById = new($"""SELECT {AccountFacts.Columns} FROM "Accounts" a WHERE a."Id" = @id""");

    private static readonly Statement ByName = new($"""
        SELECT {AccountFacts.Columns} FROM "Accounts" a WHERE a."NormalizedUserName" = @name
        UNION
        SELECT {AccountFacts.Columns} FROM "Accounts" a WHERE a."ProvenEmail" = @name
        """);

    public Task<AccountFacts?> FindAsync(Guid id, CancellationToken cancellation) => tables.FindAsync(ById, Read, [id], cancellation);

    /// <summary>By user name, or by an address that was proven to be this person's.</summary>
    public Task<AccountFacts?> FindByNameAsync(string name, CancellationToken cancellation) =>
        tables.FindAsync(ByName, Read, [AccountName.Normalize(name)], cancellation);

    private static AccountFacts Read(DbDataReader row) => AccountFacts.Read(row, first: 0);
}
