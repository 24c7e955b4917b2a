using System.Security.Cryptography;
using System.Text.Json;

namespace IdentityServer.TestKit.Relying;

/// <summary>The provider's JWK set (RFC 7517), and signatures verified with it by the framework's own primitives.</summary>
internal sealed class ProviderKeys
{
    private static readonly string[] Private = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    private readonly Dictionary<string, JsonElement> keys = [];

    private ProviderKeys()
    {
    }

    public IReadOnlyCollection<string> Kids => keys.Keys;

    public static ProviderKeys Read(JsonElement set)
    {
        DistrustException.Unless(set.TryGetProperty("keys", out var list) && list.ValueKind is JsonValueKind.Array, "the JWK set has no keys");
        var read = new ProviderKeys();
        foreach (var key in list.EnumerateArray())
            read.Add(key);
        return read;
    }

    public bool Knows(SignedToken token) => token.Kid is { } kid && keys.ContainsKey(kid);

    public void Verify(SignedToken token, string algorithm, string what)
    {
        DistrustException.Unless(token.Algorithm == algorithm, $"{what} is signed with {token.Algorithm}, not {algorithm}");
        DistrustException.Unless(token.Kid is not null, $"{what} names no key");
        DistrustException.Unless(keys.TryGetValue(token.Kid, out var key), $"{what} is signed with a key that is not published");
        DistrustException.Unless(key.Text("use") is "sig" or null, $"{what} is signed with a key for something else");
        DistrustException.Unless(key.Text("alg") is { } own ? own == algorithm : true, $"{what} is signed with a key of another algorithm");
        DistrustException.Unless(Verify(token, key), $"{what} has a wrong signature");
    }

    private static bool Verify(SignedToken token, JsonElement key)
    {
        if (token.Algorithm is "ES256")
        {
            using var ec = ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new() { X = StrictText.Bytes(key.Text("x"), "x"), Y = StrictText.Bytes(key.Text("y"), "y") },
            });
            return key.Text("crv") is "P-256" && ec.VerifyData(
                token.SigningInput, token.Signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }

        using var rsa = RSA.Create(new RSAParameters { Modulus = StrictText.Bytes(key.Text("n"), "n"), Exponent = StrictText.Bytes(key.Text("e"), "e") });
        return token.Algorithm switch
        {
            "RS256" => rsa.VerifyData(token.SigningInput, token.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "PS256" => rsa.VerifyData(token.SigningInput, token.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            _ => false,
        };
    }

    private void Add(JsonElement key)
    {
        DistrustException.Unless(!Private.Any(member => key.TryGetProperty(member, out _)), "the JWK set gives private parts away");
        string[] needed = key.Text("kty") switch
        {
            "RSA" => ["n", "e"],
            "EC" => ["x", "y"],
            "OKP" => ["x"],
            var other => throw new DistrustException($"the JWK set has a key of unknown type {other}"),
        };
        foreach (var member in needed)
            StrictText.Bytes(key.Text(member), $"a key's {member}");

        DistrustException.Unless(key.Text("kid") is { Length: > 0 } kid && keys.TryAdd(kid, key), "a key has no id of its own");
    }
}
