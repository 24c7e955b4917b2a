using IdentityServer.Data;

namespace IdentityServer.Accounts.Groups;

internal sealed class GroupStore(IHotTables tables)
{
    private static readonly Statement OfAccount = new("""SELECT "Group" FROM "GroupMembers" WHERE "AccountId" = @account ORDER BY "Group" """);

    private static readonly Statement Members = new("""SELECT "AccountId" FROM "GroupMembers" WHERE "Group" = @group""");

    public Task<List<string>> OfAccountAsync(Guid accountId, CancellationToken cancellation) =>
        tables.ListAsync(OfAccount, row => row.GetString(0), [accountId], cancellation);

    public Task<List<Guid>> MembersAsync(string group, CancellationToken cancellation) =>
        tables.ListAsync(Members, row => row.GetGuid(0), [group], cancellation);
}
