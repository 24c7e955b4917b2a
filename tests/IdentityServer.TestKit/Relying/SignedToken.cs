using System.Text;
using System.Text.Json;

namespace IdentityServer.TestKit.Relying;

/// <summary>RFC 7515 §7.1, taken apart. Nothing in it is believed before its signature.</summary>
internal sealed record SignedToken(string Text, JsonElement Header, JsonElement Claims, byte[] Signature)
{
    public byte[] SigningInput => Encoding.ASCII.GetBytes(Text[..Text.LastIndexOf('.')]);

    public string? Algorithm => Header.Text("alg");

    public string? Kid => Header.Text("kid");

    public string? Type => Header.Text("typ");

    public static SignedToken Parse(string text, string what)
    {
        var parts = text.Split('.');
        DistrustException.Unless(parts.Length == 3, $"{what} does not have three parts");
        var (header, claims, signature) = (StrictText.Bytes(parts[0], what), StrictText.Bytes(parts[1], what), StrictText.Bytes(parts[2], what));

        var token = new SignedToken(text, StrictText.Object(header, what), StrictText.Object(claims, what), signature);
        DistrustException.Unless(!token.Header.TryGetProperty("crit", out _), $"{what} asks for extensions");
        return token;
    }
}
