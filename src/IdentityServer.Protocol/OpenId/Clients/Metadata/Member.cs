using System.Text.Json;
using IdentityServer.Protocol.OpenId.Parameters;

namespace IdentityServer.Protocol.OpenId.Clients.Metadata;

/// <summary>One metadata member: its name, and how it gets into a client and out again. The one place where both are said.</summary>
internal sealed class Member
{
    private readonly Func<JsonElement, Client, Client?> read;
    private readonly Action<Client, Utf8JsonWriter> write;
    private readonly string shape;

    private Member(string name, string shape, Func<JsonElement, Client, Client?> read, Action<Client, Utf8JsonWriter> write)
    {
        (this.read, this.write, this.shape) = (read, write, shape);
        Name = name;
    }

    public string Name { get; }

    /// <summary>RFC 7591 §2: a member that is left out, or null, leaves the client as it was.</summary>
    public Client ReadInto(Client client, JsonElement metadata, List<MetadataFault> faults)
    {
        if (!metadata.TryGetProperty(Name, out var json) || json.ValueKind is JsonValueKind.Null)
            return client;

        if (read(json, client) is { } changed)
            return changed;

        faults.Add(new(Name, $"must be {shape}"));
        return client;
    }

    public void WriteTo(Utf8JsonWriter writer, Client client) => write(client, writer);

    public static Member Text(string name, int maximumLength, Func<Client, string?> get, Func<Client, string, Client> set) => new(
        name, $"a text of 1 to {maximumLength} characters",
        (json, client) => MetadataText.Read(json, maximumLength) is { } text ? set(client, text) : null,
        (client, writer) =>
        {
            if (get(client) is { } text)
                writer.WriteString(name, text);
        });

    public static Member Flag(string name, Func<Client, bool?> get, Func<Client, bool, Client> set) => new(
        name, "true or false",
        (json, client) => json.ValueKind is JsonValueKind.True or JsonValueKind.False ? set(client, json.GetBoolean()) : null,
        (client, writer) =>
        {
            if (get(client) is { } flag)
                writer.WriteBoolean(name, flag);
        });

    public static Member Seconds(string name, Func<Client, int?> get, Func<Client, int, Client> set) => new(
        name, "a number of seconds",
        (json, client) => json.ValueKind is JsonValueKind.Number && json.TryGetInt32(out var seconds) && seconds >= 0 ? set(client, seconds) : null,
        (client, writer) =>
        {
            if (get(client) is { } seconds)
                writer.WriteNumber(name, seconds);
        });

    /// <summary>In seconds outside.</summary>
    public static Member Lifetime(string name, Func<Client, TimeSpan?> get, Func<Client, TimeSpan, Client> set) => Seconds(
        name, client => (int?)get(client)?.TotalSeconds, (client, seconds) => set(client, TimeSpan.FromSeconds(seconds)));

    public static Member Choice<T>(string name, Func<Client, T?> get, Func<Client, T, Client> set) where T : struct, Enum
    {
        var names = Enum.GetValues<T>().ToDictionary(value => value.ToString().ToLowerInvariant());
        return new(
            name, $"one of {string.Join(", ", names.Keys)}",
            (json, client) => MetadataText.Read(json, 64) is { } text && names.TryGetValue(text, out var value) ? set(client, value) : null,
            (client, writer) =>
            {
                if (get(client) is { } value)
                    writer.WriteString(name, value.ToString().ToLowerInvariant());
            });
    }

    public static Member List(string name, Func<Client, IReadOnlyList<string>?> get, Func<Client, IReadOnlyList<string>, Client> set) => new(
        name, "a list of at most 100 texts",
        (json, client) => ReadList(json) is { } list ? set(client, list) : null,
        (client, writer) =>
        {
            if (get(client) is not { } list)
                return;

            writer.WriteStartArray(name);
            foreach (var text in list)
                writer.WriteStringValue(text);
            writer.WriteEndArray();
        });

    /// <summary>A list that the RFC writes as one text with spaces.</summary>
    public static Member Words(string name, Func<Client, IReadOnlyList<string>?> get, Func<Client, IReadOnlyList<string>, Client> set) => new(
        name, "words with single spaces between them",
        (json, client) => SpaceSeparated.Read(MetadataText.Read(json, 4096)) is { Count: > 0 } words ? set(client, words) : null,
        (client, writer) =>
        {
            if (get(client) is { } words)
                writer.WriteString(name, string.Join(' ', words));
        });

    public static Member Other(string name, string shape, Func<JsonElement, Client, Client?> read, Action<Client, Utf8JsonWriter> write) =>
        new(name, shape, read, write);

    private static List<string>? ReadList(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Array || json.GetArrayLength() > 100)
            return null;

        var list = json.EnumerateArray().Select(item => MetadataText.Read(item, 2048)).ToList();
        return list.Contains(null) ? null : [.. list.OfType<string>().Distinct()];
    }
}
