using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IdentityServer.Protocol.Tests.WebAuthn.Vectors;

/// <summary>
/// WebAuthn L3 §16: ceremonies that were derived from one seed and published. Where the registration carries
/// certificates only the authentication is here; attestation has its own tests.
/// </summary>
internal sealed record SpecificationVector(
    string Name, string Section, bool Framed, string? TopOrigin, RegistrationVector? Registration, AuthenticationVector Authentication)
{
    public const string RelyingPartyId = "example.org";
    public const string Origin = "https://example.org";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static readonly IReadOnlyList<SpecificationVector> All = Read();

    public override string ToString() => $"§{Section} {Name}";

    private static SpecificationVector[] Read()
    {
        using var stream = typeof(SpecificationVector).Assembly
            .GetManifestResourceStream("IdentityServer.Protocol.Tests.WebAuthn.Vectors.webauthn-l3.json");
        return JsonSerializer.Deserialize<SpecificationVector[]>(stream!, Options)!;
    }
}

internal sealed record RegistrationVector(string Challenge, string ClientDataJson, string AttestationObject)
{
    public byte[] ToJson(string credentialId) => Vector.Envelope(credentialId, new JsonObject
    {
        ["clientDataJSON"] = Vector.Text(ClientDataJson),
        ["attestationObject"] = Vector.Text(AttestationObject),
    });
}

internal sealed record AuthenticationVector(
    string CredentialId, string PublicKey, bool BackupEligible, string Challenge, string ClientDataJson, string AuthenticatorData, string Signature)
{
    public byte[] ToJson() => Vector.Envelope(CredentialId, new JsonObject
    {
        ["clientDataJSON"] = Vector.Text(ClientDataJson),
        ["authenticatorData"] = Vector.Text(AuthenticatorData),
        ["signature"] = Vector.Text(Signature),
    });
}

internal static class Vector
{
    public static string Text(string hex) => Base64Url.EncodeToString(Convert.FromHexString(hex));

    public static byte[] Envelope(string credentialId, JsonObject response) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["id"] = Text(credentialId),
        ["rawId"] = Text(credentialId),
        ["type"] = "public-key",
        ["response"] = response,
        ["clientExtensionResults"] = new JsonObject(),
    });
}
