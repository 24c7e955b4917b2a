using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.WebAuthn.Reading;

namespace IdentityServer.Protocol.WebAuthn.Metadata;

/// <summary>
/// MetadataBLOBPayload, FIDO Metadata Service §3.1.6. An entry we cannot read, or of a kind that is not ours, is left out:
/// its model is then unknown, and unknown models satisfy no demand.
/// </summary>
internal static class MetadataPayloadReader
{
    public static MetadataBlob Read(ReadOnlyMemory<byte> json)
    {
        if (!StrictJson.TryReadObject(json.Span, out var payload))
            throw new FormatException("not an object");

        var entries = new List<MetadataEntry>();
        foreach (var member in payload.GetProperty("entries").EnumerateArray())
            if (Untrusted.TryRead(member, ReadEntry, out var entry))
                entries.Add(entry);

        return new(payload.GetProperty("no").GetInt64(), Date(payload.Text("nextUpdate")), ByModel(entries)) { ModelsByKey = ByKey(entries) };
    }

    // Two entries for one model would contradict each other: ToFrozenDictionary would take the last one silently.
    private static FrozenDictionary<Guid, MetadataEntry> ByModel(IReadOnlyList<MetadataEntry> entries)
    {
        var named = entries.Where(entry => entry.Aaguid is not null).ToList();
        return named.DistinctBy(entry => entry.Aaguid).Count() == named.Count
            ? named.ToFrozenDictionary(entry => entry.Aaguid!.Value)
            : throw new FormatException("two entries for one model");
    }

    private static FrozenDictionary<string, MetadataEntry> ByKey(IReadOnlyList<MetadataEntry> entries) => entries
        .SelectMany(entry => entry.KeyIdentifiers, (entry, key) => (Key: key, Entry: entry))
        .DistinctBy(pair => pair.Key)
        .ToFrozenDictionary(pair => pair.Key, pair => pair.Entry);

    private static MetadataEntry ReadEntry(JsonElement entry)
    {
        var statement = entry.Optional("metadataStatement");

        return new()
        {
            Aaguid = entry.OptionalText("aaguid") is { } aaguid ? Guid.ParseExact(aaguid, "D") : null,
            KeyIdentifiers = [.. Texts(entry, "attestationCertificateKeyIdentifiers").Select(key => key.ToLowerInvariant())],
            Description = statement?.OptionalText("description"),
            Anchors = [.. Texts(statement, "attestationRootCertificates").Select(root => (ReadOnlyMemory<byte>)Convert.FromBase64String(root))],
            KeyProtection = [.. Texts(statement, "keyProtection")],
            Reports = [.. entry.GetProperty("statusReports").EnumerateArray().Select(ReadReport)],
        };
    }

    private static StatusReport ReadReport(JsonElement report) => new(
        AuthenticatorStatuses.Parse(report.Text("status")),
        report.OptionalText("effectiveDate") is { } effective ? Date(effective) : null,
        report.OptionalText("sunsetDate") is { } sunset ? Date(sunset) : null,
        // The cast matters: a bare null would become an empty certificate.
        (report.OptionalText("batchCertificate") ?? report.OptionalText("certificate")) is { } batch ? Convert.FromBase64String(batch) : (ReadOnlyMemory<byte>?)null);

    private static IEnumerable<string> Texts(JsonElement? json, string name) =>
        json?.Optional(name)?.EnumerateArray().Select(text => text.RequiredText()) ?? [];

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
