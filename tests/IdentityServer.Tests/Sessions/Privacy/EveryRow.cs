using IdentityServer.Data;
using IdentityServer.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Sessions.Privacy;

/// <summary>Looks through all tables, whichever room has added one since.</summary>
internal static class EveryRow
{
    /// <summary>Table and column of whatever still names the person.</summary>
    public static async Task<IReadOnlyList<string>> WithAsync(TestHost host, Guid id, params string[] words)
    {
        await using var database = await host.Get<IDbContextFactory<IdentityServerDbContext>>().CreateDbContextAsync();
        await database.Database.OpenConnectionAsync();
        List<string> found = [];
        foreach (var table in database.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct())
        {
            await using var command = database.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"""SELECT * FROM "{table}" """;
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                for (var column = 0; column < rows.FieldCount; column++)
                {
                    if (Names(rows.GetValue(column), id, words))
                        found.Add($"{table}.{rows.GetName(column)}");
                }
            }
        }

        return found;
    }

    private static bool Names(object value, Guid id, string[] words) => value switch
    {
        string text => words.Contains(text) || text.Contains(id.ToString(), StringComparison.OrdinalIgnoreCase) || text.Contains(words[^1], StringComparison.Ordinal),
        byte[] bytes => bytes.AsSpan().IndexOf(id.ToByteArray()) >= 0 || bytes.AsSpan().IndexOf(id.ToByteArray(bigEndian: true)) >= 0,
        _ => false,
    };
}
