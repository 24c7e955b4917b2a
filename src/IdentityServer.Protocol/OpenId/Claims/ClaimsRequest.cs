using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.Protocol.OpenId.Claims;

/// <summary>The claims parameter (OpenID Connect Core §5.5), by name.</summary>
internal sealed record ClaimsRequest(IReadOnlyDictionary<string, RequestedClaim> UserInfo, IReadOnlyDictionary<string, RequestedClaim> IdToken)
{
    private const int MaximumClaims = 100;

    public static ClaimsRequest? Read(string? text) =>
        text is not null && JsonClaims.TryParse(Encoding.UTF8.GetBytes(text), out var json)
        && TryReadTarget(json, "userinfo", out var userInfo) && TryReadTarget(json, "id_token", out var idToken)
            ? new(userInfo, idToken) : null;

    private static bool TryReadTarget(
        JsonClaims json, string target, [NotNullWhen(true)] out IReadOnlyDictionary<string, RequestedClaim>? claims)
    {
        claims = null;
        if (!json.TryGetObject(target, out var members))
            return false;

        var read = new Dictionary<string, RequestedClaim>();
        foreach (var member in members?.EnumerateObject() ?? default)
        {
            if (!TryReadClaim(member.Value, out var claim) || read.Count == MaximumClaims)
                return false;

            read.Add(member.Name, claim);
        }

        claims = read;
        return true;
    }

    private static bool TryReadClaim(JsonElement json, [NotNullWhen(true)] out RequestedClaim? claim)
    {
        claim = json.ValueKind is JsonValueKind.Null ? RequestedClaim.Voluntary : null;
        if (json.ValueKind is not JsonValueKind.Object)
            return claim is not null;

        var members = new JsonClaims(json);
        if (!members.TryGetBoolean("essential", out var essential))
            return false;

        IEnumerable<JsonElement> values = json.TryGetProperty("value", out var value) ? [value] : [];
        if (json.TryGetProperty("values", out var several))
        {
            if (several.ValueKind is not JsonValueKind.Array || several.GetArrayLength() is 0)
                return false;
            values = values.Concat(several.EnumerateArray());
        }

        claim = new(essential ?? false,
            [.. values.Where(item => item.ValueKind is JsonValueKind.String).Select(item => item.GetString()!)]);
        return true;
    }
}
