using System.Text.Json;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Clients.Metadata;
using IdentityServer.Protocol.OpenId.Parameters;
using IdentityServer.Protocol.OpenId.Tokens;

namespace IdentityServer.Protocol.OpenId.Scopes;

/// <summary>
/// The one door through which an API gets in, imported or read back from the database:
/// <c>{ resource, name, scopes: ["a", { name, description }], access_token_format, claims }</c>.
/// </summary>
internal static class ApiResourceMetadata
{
    private const int LongestResource = 256;
    private const int LongestText = 200;
    private const int MostItems = 100;

    /// <returns>Null as soon as there is one fault.</returns>
    public static ApiResource? Read(JsonElement metadata, Provider provider, ICollection<MetadataFault> faults)
    {
        if (metadata.ValueKind is not JsonValueKind.Object)
        {
            faults.Add(new("resource", "must be a JSON object"));
            return null;
        }

        var reader = new MemberReader(metadata, faults);
        var resource = reader.Text("resource", LongestResource) ?? "";
        var read = new ApiResource(resource, reader.Text("name", LongestText) ?? resource)
        {
            Scopes = reader.List("scopes", ReadScope, "a list of names, or of objects with name and description"),
            Claims = reader.List("claims", ReadToken, "a list of claim names"),
            AccessTokenFormat = reader.Format("access_token_format"),
        };

        foreach (var fault in Faults(read, provider))
            faults.Add(fault);
        return faults.Count is 0 ? read : null;
    }

    public static void Write(ApiResource resource, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("resource", resource.Resource);
        json.WriteString("name", resource.Name);
        json.WriteStartArray("scopes");
        foreach (var scope in resource.Scopes)
        {
            json.WriteStartObject();
            json.WriteString("name", scope.Name);
            if (scope.Description is { } description)
                json.WriteString("description", description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("claims");
        foreach (var claim in resource.Claims)
            json.WriteStringValue(claim);
        json.WriteEndArray();
        if (resource.AccessTokenFormat is { } format)
            json.WriteString("access_token_format", format.ToString().ToLowerInvariant());
        json.WriteEndObject();
    }

    private static IEnumerable<MetadataFault> Faults(ApiResource read, Provider provider)
    {
        // RFC 8707 §2
        if (read.Resource is "")
            yield return new("resource", "is required");
        else if (RegisteredUri.ResourceFault(read.Resource) is { } fault)
            yield return new("resource", fault);

        // RFC 9068 §4: tokens for this server's own endpoints must not be tokens for somebody else's API.
        if (read.Resource.TrimEnd('/') == provider.Issuer)
            yield return new("resource", "must not be this server itself");

        // A scope that already tells something about the person cannot also open an API: people would agree to both unseen.
        foreach (var scope in read.Scopes.Where(scope => provider.Catalog.IsIdentity(scope.Name)))
            yield return new("scopes", $"{scope.Name} is a scope of this server");

        if (read.Scopes.DistinctBy(scope => scope.Name).Count() != read.Scopes.Count)
            yield return new("scopes", "must not name a scope twice");
    }

    private static string? ReadToken(JsonElement json) =>
        json.ValueKind is JsonValueKind.String && json.GetString() is { Length: <= LongestText } text && SpaceSeparated.IsToken(text) ? text : null;

    private static Scope? ReadScope(JsonElement json)
    {
        if (ReadToken(json) is { } plain)
            return new(plain, []);

        if (json.ValueKind is not JsonValueKind.Object || !json.TryGetProperty("name", out var name) || ReadToken(name) is not { } token)
            return null;

        if (!json.TryGetProperty("description", out var description) || description.ValueKind is JsonValueKind.Null)
            return new(token, []);

        return MetadataText.Read(description, LongestText) is { } words ? new(token, [], words) : null;
    }

    /// <summary>A member that is left out, or null, is as good as empty; one of another shape is a fault.</summary>
    private readonly struct MemberReader(JsonElement metadata, ICollection<MetadataFault> faults)
    {
        public string? Text(string name, int maximumLength) =>
            TryGet(name, out var json) ? MetadataText.Read(json, maximumLength) ?? Fault<string>(name, $"must be a text of 1 to {maximumLength} characters") : null;

        public IReadOnlyList<T> List<T>(string name, Func<JsonElement, T?> read, string shape) where T : class
        {
            if (!TryGet(name, out var json))
                return [];

            var items = json.ValueKind is JsonValueKind.Array && json.GetArrayLength() <= MostItems ? json.EnumerateArray().Select(read).ToList() : [null];
            return items.Contains(null) ? Fault<IReadOnlyList<T>>(name, $"must be {shape}") ?? [] : [.. items.OfType<T>()];
        }

        public AccessTokenFormat? Format(string name)
        {
            if (!TryGet(name, out var json))
                return null;

            switch (json.ValueKind is JsonValueKind.String ? json.GetString() : null)
            {
                case "jwt": return AccessTokenFormat.Jwt;
                case "opaque": return AccessTokenFormat.Opaque;
                default:
                    Fault<string>(name, "must be one of jwt, opaque");
                    return null;
            }
        }

        private bool TryGet(string name, out JsonElement json) =>
            metadata.TryGetProperty(name, out json) && json.ValueKind is not JsonValueKind.Null;

        private T? Fault<T>(string name, string sentence) where T : class
        {
            faults.Add(new(name, sentence));
            return null;
        }
    }
}
