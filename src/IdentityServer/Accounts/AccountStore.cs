using System.Data.Common;
using IdentityServer.Data;

namespace IdentityServer.Accounts;

/// <summary>The few facts about an account that the request path asks for; everything else goes through Identity.</summary>
internal sealed record AccountFacts(Guid Id, byte[] UserHandle, string UserName, string? DisplayName, string? Email, bool EmailConfirmed, AccountState State, string Claims)
{
    public string ShownName => DisplayName ?? UserName;

    public string? ProvenEmail => EmailConfirmed ? Email : null;
}

internal sealed class AccountStore(IHotTables tables)
{
    private const string Columns = """
        "Id", "UserHandle", "UserName", "DisplayName", "Email", "EmailConfirmed", "State", "Claims"
        """;

    private static readonly Statement ById = new($"""SELECT {Columns} FROM "Accounts" WHERE "Id" = @id""");

    private static readonly Statement ByName = new($"""
        SELECT {Columns} FROM "Accounts" WHERE "NormalizedUserName" = @name
        UNION
        SELECT {Columns} FROM "Accounts" WHERE "ProvenEmail" = @name
        """);

    public Task<AccountFacts?> FindAsync(Guid id, CancellationToken cancellation) => tables.FindAsync(ById, Read, [id], cancellation);

    /// <summary>By user name, or by an address that was proven to be this person's.</summary>
    public Task<AccountFacts?> FindByNameAsync(string name, CancellationToken cancellation) =>
        tables.FindAsync(ByName, Read, [AccountName.Normalize(name)], cancellation);

    private static AccountFacts Read(DbDataReader row) => new(
        row.GetGuid(0),
        row.GetFieldValue<byte[]>(1),
        row.GetString(2),
        row.GetStringOrNull(3),
        row.GetStringOrNull(4),
        row.GetBoolean(5),
        row.GetEnum<AccountState>(6),
        row.GetString(7));
}
