using System.Security.Cryptography;

namespace IdentityServer.Protocol.WebAuthn.Metadata;

/// <summary>
/// Whose metadata is believed. The root alone is not enough: FIDO's is a public authority that certifies half the web, so
/// the signer must also bear the right name.
/// </summary>
internal sealed record MetadataSource(IReadOnlyList<ReadOnlyMemory<byte>> Roots, string SignerName)
{
    /// <summary>The FIDO Alliance's own service, below GlobalSign Root CA R3 (valid until March 2029).</summary>
    public static readonly MetadataSource FidoAlliance = new([ReadPem("globalsign-root-r3.pem")], "mds.fidoalliance.org");

    private static byte[] ReadPem(string name)
    {
        using var stream = typeof(MetadataSource).Assembly.GetManifestResourceStream(typeof(MetadataSource), name)!;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        return Convert.FromBase64String(text[PemEncoding.Find(text).Base64Data]);
    }
}
