using System.Collections.Frozen;
using System.Text.Json;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.Protocol.OpenId.Claims;

/// <summary>
/// What is known about a person, ready to be told by name. What is not known is left out: no claim is ever null or blank.
/// </summary>
internal sealed record PersonClaims
{
    // An attribute of this name would speak for the server itself.
    private static readonly FrozenSet<string> Protocol = new[]
    {
        "iss", "sub", "aud", "exp", "nbf", "iat", "jti", "azp", "nonce", "auth_time", "acr", "amr", "at_hash", "c_hash", "s_hash",
        "sid", "client_id", "scope", "grant_id", "cnf", "act", "may_act", "events", "active", "_claim_names", "_claim_sources",
    }.ToFrozenSet(StringComparer.Ordinal);

    public string? UserName { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public bool EmailVerified { get; init; }

    public string? PhoneNumber { get; init; }

    public bool PhoneNumberVerified { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Everything else, as the account keeps it: a JSON object of claims.</summary>
    public JsonElement Attributes { get; init; }

    public void WriteTo(Utf8JsonWriter json, IEnumerable<string> names)
    {
        foreach (var name in names)
            Write(json, name);
    }

    // OpenID Connect Core §5.1
    private void Write(Utf8JsonWriter json, string name)
    {
        switch (name)
        {
            case "preferred_username":
                WriteText(json, name, UserName);
                break;
            case "name" when Name is not null:
                WriteText(json, name, Name);
                break;
            case "email":
                WriteText(json, name, Email);
                break;
            case "email_verified":
                WriteFlag(json, name, Email is null ? null : EmailVerified);
                break;
            case "phone_number" when PhoneNumber is not null:
                WriteText(json, name, PhoneNumber);
                break;
            case "phone_number_verified" when PhoneNumber is not null:
                WriteFlag(json, name, PhoneNumberVerified);
                break;
            case "updated_at" when UpdatedAt is { } at:
                json.WriteNumber(name, at.ToUnixTimeSeconds());
                break;
            case "groups" when Groups is not []:
                json.WriteList(name, Groups);
                break;
            default:
                WriteAttribute(json, name);
                break;
        }
    }

    private void WriteAttribute(Utf8JsonWriter json, string name)
    {
        if (Protocol.Contains(name) || Attributes.ValueKind is not JsonValueKind.Object || !Attributes.TryGetProperty(name, out var value))
            return;

        if (value.ValueKind is JsonValueKind.Null || (value.ValueKind is JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString())))
            return;

        json.WritePropertyName(name);
        value.WriteTo(json);
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
            json.WriteString(name, text);
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, bool? flag)
    {
        if (flag is { } known)
            json.WriteBoolean(name, known);
    }
}
