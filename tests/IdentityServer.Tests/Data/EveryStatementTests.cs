using System.Data.Common;
using System.Reflection;
using System.Text.RegularExpressions;
using IdentityServer.Data;
using IdentityServer.PostgreSql;
using IdentityServer.Sqlite.Engine;
using IdentityServer.SqlServer;
using IdentityServer.TestKit.Databases;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Data;

/// <summary>
/// No compiler reads the hand-written statements, so every database does: names of tables and columns, kinds of values,
/// the dialect. What they mean is for the tests of their stores.
/// </summary>
[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class EveryStatementTests(DatabaseKind kind) : DatabaseFixture(kind)
{
    private const int MostTypings = 5000;

    private static readonly string[] Types = ["unknown", "bigint", "boolean", "text", "bytea", "uuid"];

    private readonly DatabaseKind kind = kind;

    [Test]
    public async Task Is_understood()
    {
        await using var context = Database.NewContext();
        await context.Database.OpenConnectionAsync();
        List<string> faults = [];

        foreach (var (name, statement) in Statements.All)
            if (await FindFaultAsync(context.Database.GetDbConnection(), statement) is { } fault)
                faults.Add($"{name}: {fault}");

        Assert.That(faults, Is.Empty);
    }

    private async Task<string?> FindFaultAsync(DbConnection connection, Statement statement)
    {
        string? fault = null;
        foreach (var question in Questions(statement))
            if ((fault = await TryAsync(connection, question, kind is DatabaseKind.Sqlite ? statement.Parameters : [])) is null)
                break;

        return fault;
    }

    private IEnumerable<string> Questions(Statement statement) => kind switch
    {
        DatabaseKind.PostgreSql => Typings(statement).Select(types => $"PREPARE probe{types} AS {new PostgreSqlText(statement).Plain}; DEALLOCATE probe"),
        DatabaseKind.SqlServer => [$"EXEC sp_describe_undeclared_parameters N'{SqlServerHotTables.TextOf(statement).Replace("'", "''", StringComparison.Ordinal)}'"],
        _ => [$"EXPLAIN {PreparedStatement.TextOf(statement)}"],
    };

    // PostgreSQL finds nearly every parameter's type by itself. Of those that stand in several places, or in a CASE, the
    // driver says it; that some types fit is what is asked here.
    private static IEnumerable<string> Typings(Statement statement)
    {
        var open = statement.Parameters.Where(name => IsOpen(statement.Sql, name)).ToList();
        IEnumerable<string[]> choices = [[]];
        foreach (var _ in open)
            choices = choices.SelectMany(_ => Types, (before, type) => (string[])[.. before, type]);

        return choices.Take(MostTypings).Select(choice => statement.Parameters is []
            ? ""
            : $"({string.Join(", ", statement.Parameters.Select(name => open.IndexOf(name) is >= 0 and var at ? choice[at] : "unknown"))})");
    }

    private static bool IsOpen(string sql, string parameter) =>
        Regex.Count(sql, parameter + @"\b") > 1 || Regex.IsMatch(sql, $@"CASE\b[^;]*{parameter}\b[^;]*\bEND");

    private static async Task<string?> TryAsync(DbConnection connection, string question, IReadOnlyList<string> parameters)
    {
        try
        {
            await using var command = connection.CreateCommand();
            foreach (var parameter in parameters)
            {
                var empty = command.CreateParameter();
                (empty.ParameterName, empty.Value) = (parameter, DBNull.Value);
                command.Parameters.Add(empty);
            }

#pragma warning disable CA2100 // The constants under test.
            command.CommandText = question;
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
            return null;
        }
        catch (DbException fault)
        {
            return fault.Message;
        }
    }
}

/// <summary>Where SQL Server cannot be asked, at least nothing is said that it is known not to understand.</summary>
internal sealed partial class StatementDialectTests
{
    [Test]
    public void All_statements_are_found() => Assert.That(Statements.All, Has.Count.GreaterThan(50));

    [Test]
    public void Every_statement_keeps_to_what_all_databases_understand() =>
        Assert.That(Statements.All.Where(it => Foreign().IsMatch(it.Statement.Sql)).Select(it => it.Name), Is.Empty);

    [Test]
    public void Every_table_and_column_is_quoted() => Assert.That(
        Statements.All.Where(it => BareName().IsMatch(it.Statement.Sql)).Select(it => $"{it.Name}: {BareName().Match(it.Statement.Sql).Value}"), Is.Empty);

    [TestCase("""SELECT "Id" FROM "Codes" LIMIT 1""")]
    [TestCase("""INSERT INTO "Codes" ("Id") VALUES (@id) ON CONFLICT DO NOTHING""")]
    [TestCase("""DELETE FROM "Codes" WHERE "Id" = @id RETURNING "Id" """)]
    [TestCase("""UPDATE "Codes" SET "Spent" = TRUE""")]
    [TestCase("""SELECT "A" || "B" FROM "Codes" """)]
    public void A_dialect_is_seen(string sql) => Assert.That(Foreign().IsMatch(sql));

    [GeneratedRegex(@"\b(?:LIMIT|OFFSET|FETCH|TOP|RETURNING|OUTPUT|ON CONFLICT|MERGE|REPLACE|TRUE|FALSE|ILIKE|GLOB|NOW|CURRENT_TIMESTAMP|IFNULL|ISNULL|LENGTH|LEN)\b|\|\||::|`|\[")]
    private static partial Regex Foreign();

    // A word that begins in upper case and goes on in lower case, outside quotes: our names look like that, SQL's do not.
    [GeneratedRegex(@"(?<![""@\w'])[A-Z][a-z]\w*(?![""\w'])")]
    private static partial Regex BareName();
}

internal static class Statements
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public static IReadOnlyList<(string Name, Statement Statement)> All { get; } =
    [
        .. from type in typeof(Statement).Assembly.GetTypes()
           where !type.ContainsGenericParameters
           from field in type.GetFields(Static)
           where field.FieldType == typeof(Statement)
           select ($"{type.Name}.{field.Name}", (Statement)field.GetValue(null)!),
    ];
}
