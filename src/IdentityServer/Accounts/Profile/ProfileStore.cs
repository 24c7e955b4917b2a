using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;

namespace IdentityServer.Accounts.Profile;

/// <summary>What apps may be told about a person, and the person may change: the name and the claims, as one JSON object.</summary>
internal sealed class ProfileStore(IHotTables tables, AuditTrail audit, TimeProvider clock)
{
    private const int MostTries = 5;

    // It is read by our own parser only; names in other scripts keep their length.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Statement Find = new("""
        SELECT "DisplayName", "Claims", "ConcurrencyStamp" FROM "Accounts" WHERE "Id" = @id
        """);

    private static readonly Statement Save = new("""
        UPDATE "Accounts" SET "DisplayName" = @name, "Claims" = @claims, "UpdatedAt" = @now, "ConcurrencyStamp" = @next
        WHERE "Id" = @id AND "ConcurrencyStamp" = @stamp
        """);

    public async Task<JsonObject> ReadAsync(Guid accountId, CancellationToken cancellation) => (await FindAsync(accountId, cancellation)).Claims;

    /// <summary>Two changes at once follow each other: neither is lost.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="session">Where it is done.</param>
    /// <param name="change">To the claims, of which <c>name</c> is one.</param>
    /// <param name="also">What belongs in the same unit.</param>
    /// <param name="cancellation">Until it is written.</param>
    public async Task<ProfileOutcome> ChangeAsync(
        Guid accountId, Guid session, Action<JsonObject> change, Func<Unit, Task> also, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var (before, stamp) = await FindAsync(accountId, cancellation);
            var after = before.DeepClone().AsObject();
            change(after);
            string[] changed = [.. before.Select(it => it.Key).Union(after.Select(it => it.Key)).Where(name => !JsonNode.DeepEquals(before[name], after[name]))];
            if (changed is [])
                return ProfileOutcome.Saved;

            var name = (string?)after["name"];
            after.Remove("name");
            var text = after.ToJsonString(Json);
            if (text.Length > AccountConfiguration.ClaimsLength)
                return ProfileOutcome.TooLong;

            var now = clock.GetUtcNow();
            var unit = new Unit().Require(Save, name, text, now, Guid.CreateVersion7(now).ToString(), accountId, stamp);
            await also(unit);
            audit.Add(unit, new(AccountEvents.Updated, Actor.User(accountId)) { Session = session, Details = new() { ["claims"] = string.Join(' ', changed) } });
            if (await tables.WriteAsync(unit, cancellation) is UnitOutcome.Committed)
                return ProfileOutcome.Saved;
        }

        return ProfileOutcome.Busy;
    }

    private async Task<Stored> FindAsync(Guid accountId, CancellationToken cancellation) =>
        await tables.FindAsync(Find, row => Read(row.GetStringOrNull(0), row.GetString(1), row.GetString(2)), [accountId], cancellation)
        ?? new([], "");

    private static Stored Read(string? name, string claims, string stamp)
    {
        var json = JsonNode.Parse(claims)!.AsObject(); // never the word null
        if (name is not null)
            json["name"] = name;
        return new(json, stamp);
    }

    private sealed record Stored(JsonObject Claims, string Stamp);
}

internal enum ProfileOutcome
{
    Saved,

    /// <summary>All of it together.</summary>
    TooLong,

    /// <summary>Others change it all the time.</summary>
    Busy,
}
