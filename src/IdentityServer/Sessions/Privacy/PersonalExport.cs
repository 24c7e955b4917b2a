using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityServer.Accounts.Privacy;
using IdentityServer.Shared;
using Microsoft.Extensions.Options;

namespace IdentityServer.Sessions.Privacy;

/// <summary>Everything that all rooms keep about one person, gathered when they ask for it and kept nowhere.</summary>
internal sealed class PersonalExports(IEnumerable<IPersonalData> rooms, IOptions<ServerOptions> server, TimeProvider clock)
{
    public async Task<PersonalExport> ReadAsync(Guid accountId, CancellationToken cancellation)
    {
        List<PersonalSection> sections = [];
        foreach (var room in rooms)
            sections.AddRange(await room.ReadAsync(accountId, cancellation));

        // The longest, and the least often read, comes last.
        return new(server.Value.Issuer, clock.GetUtcNow(), [.. sections.OrderBy(section => section.Name is "activity")]);
    }
}

internal sealed record PersonalExport(string Issuer, DateTimeOffset At, IReadOnlyList<PersonalSection> Sections)
{
    // For eyes and programs: nothing of it is ever part of a page.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public byte[] ToJson()
    {
        var all = new JsonObject { ["from"] = Issuer, ["at"] = At };
        foreach (var section in Sections)
            all[section.Name] = new JsonArray([.. section.Records]);

        return JsonSerializer.SerializeToUtf8Bytes(all, Readable);
    }
}
