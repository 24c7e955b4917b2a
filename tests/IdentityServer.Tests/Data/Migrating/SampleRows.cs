using System.Data.Common;
using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IdentityServer.Tests.Data.Migrating;

/// <summary>Two different rows for every table a schema has, past or present: what a migration finds in a database in use.</summary>
internal sealed class SampleRows(IdentityServerDbContext context)
{
    private readonly HashSet<string> filled = [];

    /// <summary>Fills the tables that the given migration brought.</summary>
    public async Task FillAsync(string migration)
    {
        foreach (var table in TablesOf(migration).Where(table => filled.Add(table.Name)))
            for (var number = 1; number <= 2; number++)
                await InsertAsync(table, number);
    }

    /// <summary>Of the tables that the last migration left, those that hold anything but their two rows.</summary>
    public async Task<IEnumerable<string>> FindDamagedAsync(string lastMigration)
    {
        List<string> damaged = [];
        foreach (var table in TablesOf(lastMigration))
            if (await RunAsync($"""SELECT COUNT(*) FROM "{table.Name}" """) is var count && Convert.ToInt32(count, null) != 2)
                damaged.Add($"{table.Name}: {count}");
        return damaged;
    }

    private List<ITable> TablesOf(string migration)
    {
        var migrations = context.GetService<IMigrationsAssembly>();
        var snapshot = migrations.CreateMigration(migrations.Migrations[migration], context.Database.ProviderName!).TargetModel;
        var model = context.GetService<IModelRuntimeInitializer>()
            .Initialize(snapshot is IMutableModel open ? open.FinalizeModel() : snapshot, designTime: true, validationLogger: null);

        var waiting = model.GetRelationalModel().Tables.ToList();
        List<ITable> ordered = [];
        while (waiting.FirstOrDefault(table => Owners(table).All(ordered.Contains)) is { } next)
        {
            ordered.Add(next);
            waiting.Remove(next);
        }

        Assert.That(waiting, Is.Empty, "tables that refer to each other in a circle");
        return ordered;
    }

    private static IEnumerable<ITable> Owners(ITable table) =>
        table.ForeignKeyConstraints.Select(key => key.PrincipalTable).Where(owner => owner != table);

    private async Task InsertAsync(ITable table, int number)
    {
        var columns = table.Columns.Where(column => !IsNumberedByTheDatabase(column)).ToList();
        var names = string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
        var places = string.Join(", ", columns.Select((_, index) => $"@p{index}"));
        await RunAsync($"""INSERT INTO "{table.Name}" ({names}) VALUES ({places})""", [.. columns.Select(column => Value(column, number))]);
    }

    private static bool IsNumberedByTheDatabase(IColumn column) =>
        column.PropertyMappings[0].Property is { ValueGenerated: ValueGenerated.OnAdd } property && property.ClrType == typeof(int);

    // The same value for the same row number, so that foreign keys find their row.
    private static object Value(IColumn column, int number)
    {
        var property = column.PropertyMappings[0].Property;
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return type switch
        {
            _ when type == typeof(string) => $"{number}",
            _ when type == typeof(byte[]) => Enumerable.Repeat((byte)number, Math.Min(property.GetMaxLength() ?? 16, 32)).ToArray(),
            _ when type == typeof(Guid) => new Guid(number, 0, 0, new byte[8]),
            _ when type == typeof(bool) => number == 1,
            _ when type == typeof(DateTimeOffset) => DateTimeOffset.FromUnixTimeSeconds(number),
            _ => Convert.ChangeType(number, type, null),
        };
    }

    private async Task<object?> RunAsync(string sql, params object[] values)
    {
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Names out of our own model.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var index = 0; index < values.Length; index++)
            command.Parameters.Add(Parameter(command, $"@p{index}", values[index]));
        return await command.ExecuteScalarAsync();
    }

    private static DbParameter Parameter(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        return parameter;
    }
}
