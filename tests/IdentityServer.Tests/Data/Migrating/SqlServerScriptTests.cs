using System.Text.RegularExpressions;
using IdentityServer.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IdentityServer.Tests.Data.Migrating;

/// <summary>Stands in for an engine that cannot be installed here: the script it would be given is read.</summary>
internal sealed partial class SqlServerScriptTests
{
    private string script;
    private Dictionary<string, string> tables;

    [OneTimeSetUp]
    public void WriteScript()
    {
        using var database = new SqlServerDesignTimeFactory().CreateDbContext([]);
        script = database.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Default);
        tables = CreateTable().Matches(script).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["columns"].Value);
    }

    [Test]
    public void Every_table_and_column_of_the_model_is_made()
    {
        using var database = new SqlServerDesignTimeFactory().CreateDbContext([]);
        var model = database.GetService<IDesignTimeModel>().Model.GetRelationalModel();

        var missing =
            from table in model.Tables
            from column in table.Columns
            where !(tables.TryGetValue(table.Name, out var columns) && columns.Contains($"[{column.Name}] {column.StoreType}", StringComparison.Ordinal))
                && !script.Contains($"ALTER TABLE [{table.Name}] ADD [{column.Name}] {column.StoreType}", StringComparison.Ordinal)
                && !script.Contains($"ALTER TABLE [{table.Name}] ALTER COLUMN [{column.Name}] {column.StoreType}", StringComparison.Ordinal)
            select $"{table.Name}.{column.Name} {column.StoreType}";

        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void Every_key_and_index_of_the_model_is_made()
    {
        using var database = new SqlServerDesignTimeFactory().CreateDbContext([]);
        var model = database.GetService<IDesignTimeModel>().Model.GetRelationalModel();

        var names = model.Tables.SelectMany(table => (string[])
        [
            .. table.Indexes.Select(index => $"INDEX [{index.Name}] ON [{table.Name}]"),
            .. table.UniqueConstraints.Select(key => $"CONSTRAINT [{key.Name}]"),
            .. table.ForeignKeyConstraints.Select(key => $"CONSTRAINT [{key.Name}] FOREIGN KEY"),
        ]).ToList();

        Assert.That(names, Has.Count.GreaterThan(20));
        Assert.That(names.Where(name => !script.Contains(name, StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase("nvarchar(max)")]
    [TestCase("datetimeoffset")]
    [TestCase("datetime2")]
    [TestCase("rowversion")]
    public void Nothing_is_used_that_the_other_databases_lack(string type) =>
        Assert.That(script, Does.Not.Contain($"] {type}"));

    [Test]
    public void Every_migration_is_recorded()
    {
        using var database = new SqlServerDesignTimeFactory().CreateDbContext([]);

        foreach (var migration in database.Database.GetMigrations())
            Assert.That(script, Does.Contain($"VALUES (N'{migration}'"));
    }

    [GeneratedRegex(@"CREATE TABLE \[(?<name>\w+)\] \((?<columns>.*?)\n *\);", RegexOptions.Singleline)]
    private static partial Regex CreateTable();
}
