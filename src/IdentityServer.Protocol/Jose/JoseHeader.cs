using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace IdentityServer.Protocol.Jose;

/// <summary>RFC 7515 §4, as the sender wrote it: nothing here is trusted, it only helps to find the key.</summary>
internal sealed class JoseHeader
{
    private JoseHeader(JsonElement members) => Members = members;

    public JsonElement Members { get; }

    public required string Alg { get; init; }
    public required string? Kid { get; init; }
    public required string? Typ { get; init; }

    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out JoseHeader? header)
    {
        header = null;
        if (!StrictJson.TryReadObject(utf8, out var members))
            return false;

        var claims = new JsonClaims(members);
        if (!claims.TryGetString("alg", out var alg) || alg is null
            || !claims.TryGetString("kid", out var kid)
            || !claims.TryGetString("typ", out var typ))
            return false;

        header = new(members) { Alg = alg, Kid = kid, Typ = typ };
        return true;
    }

    public bool Has(string member) => Members.TryGetProperty(member, out _);

    /// <summary>RFC 7515 §4.1.9: a media type, whose <c>application/</c> may be left out.</summary>
    public bool IsOfType(string type)
    {
        const string prefix = "application/";
        var own = Typ.AsSpan();
        if (own.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            own = own[prefix.Length..];

        return own.Equals(type, StringComparison.OrdinalIgnoreCase);
    }
}
