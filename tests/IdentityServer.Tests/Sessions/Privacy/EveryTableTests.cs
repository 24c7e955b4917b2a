using IdentityServer.Accounts;
using IdentityServer.Accounts.Privacy;
using IdentityServer.Data;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.Sessions.Privacy;

/// <summary>Whoever adds a table with an account in it says how it is forgotten.</summary>
internal sealed class EveryTableTests
{
    [Test, Property("Case", "OP-52")]
    public async Task Every_table_with_an_account_in_it_goes_with_the_account_or_by_its_room()
    {
        await using var host = new TestHost();
        await using var database = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        var unit = new Unit();
        foreach (var room in host.Services.GetServices<IPersonalData>())
            room.AddErasure(unit, Guid.NewGuid());
        var erasures = string.Join('\n', unit.Steps.Select(step => step.Statement.Sql));

        var forgotten = database.Model.GetEntityTypes()
            .Where(type => type.FindProperty("AccountId") is not null && !GoesWithTheAccount(type))
            .Select(type => type.GetTableName()!)
            .Where(table => !erasures.Contains($"DELETE FROM \"{table}\"", StringComparison.Ordinal));

        Assert.That(forgotten, Is.Empty);
    }

    // Or stays without it: what is left then leads to nobody.
    private static bool GoesWithTheAccount(IEntityType type) =>
        type.GetForeignKeys().Any(key => key.PrincipalEntityType.ClrType == typeof(Account) && key.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.SetNull);
}
