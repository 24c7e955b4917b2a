using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace IdentityServer.TestKit.SoftAuthenticator.Attestation;

/// <summary>An issue of a metadata service made for one test; bend it with <c>with</c>.</summary>
internal sealed record SoftMetadata(SoftAuthority Authority)
{
    public const string SignerName = "metadata.test";

    public long Number { get; init; } = 7;
    public string NextUpdate { get; init; } = "2026-02-01";
    public IReadOnlyList<JsonNode> Entries { get; init; } = [];
    public Action<JsonObject> Payload { get; init; } = _ => { };

    public string Name { get; init; } = SignerName;
    public Action<JsonObject> Header { get; init; } = _ => { };
    public Func<CertificateDraft, CertificateDraft> Certificate { get; init; } = draft => draft;
    public Func<byte[], byte[]> Signature { get; init; } = signature => signature;

    public static JsonObject Entry(Guid model, byte[] anchor, params JsonNode[] reports) => new()
    {
        ["aaguid"] = model.ToString(),
        ["metadataStatement"] = new JsonObject
        {
            ["description"] = "Soft Authenticator",
            ["keyProtection"] = new JsonArray("hardware", "secure_element"),
            ["attestationRootCertificates"] = new JsonArray(Convert.ToBase64String(anchor)),
        },
        ["statusReports"] = new JsonArray(reports),
    };

    public static JsonObject Report(string status, string? effective = null) => effective is null
        ? new() { ["status"] = status }
        : new() { ["status"] = status, ["effectiveDate"] = effective };

    public byte[] Write()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var header = new JsonObject
        {
            ["alg"] = "ES256",
            ["typ"] = "JWT",
            ["x5c"] = new JsonArray(Convert.ToBase64String(Authority.Sign(Certificate(SignerDraft(key))))),
        };
        Header(header);

        var payload = new JsonObject
        {
            ["legalHeader"] = "made for a test",
            ["no"] = Number,
            ["nextUpdate"] = NextUpdate,
            ["entries"] = new JsonArray([.. Entries.Select(entry => entry.DeepClone())]),
        };
        Payload(payload);

        var signed = $"{Encode(header)}.{Encode(payload)}";
        var signature = Signature(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256));
        return Encoding.ASCII.GetBytes($"{signed}.{Base64Url.EncodeToString(signature)}");
    }

    private CertificateDraft SignerDraft(ECDsa key)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Name);
        return new CertificateDraft(new(key)) { Subject = new("CN=Signer") }.With(names.Build());
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
