using IdentityServer.Accounts.Groups;
using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.TestKit;

/// <summary>The first person of a test host operates it; most people do not.</summary>
internal static class Membership
{
    public static async Task LeaveAllGroupsAsync(this TestHost host)
    {
        await using var database = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        await database.Set<GroupMember>().ExecuteDeleteAsync();
    }
}
