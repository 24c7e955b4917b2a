using IdentityServer.Data;
using IdentityServer.Data.Purging;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.Data.Purging;

/// <summary>Every rule that a room has registered, held against the model.</summary>
internal sealed class PurgeRulesTests
{
    [Test]
    public void Every_rule_names_a_column_that_leads_an_index()
    {
        using var host = new TestHost();
        using var database = host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContext();
        var entities = database.Model.GetEntityTypes().ToList();

        var slow =
            from rule in host.Services.GetServices<PurgeRule>()
            where !entities.Any(entity => entity.GetTableName() == rule.Table && Leads(entity).Contains(rule.Column))
            select $"{rule.Table}.{rule.Column}";

        Assert.That(slow, Is.Empty);
    }

    private static IEnumerable<string> Leads(IEntityType entity) =>
        entity.GetIndexes().Select(index => index.Properties)
            .Concat(entity.GetKeys().Select(key => key.Properties))
            .Select(properties => properties[0].GetColumnName());
}
