using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IdentityServer.Data.Protection;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.OpenId.Keys;

/// <summary>
/// Between keys and rows. The private part is sealed for its kid; everything else is bound by a MAC, so that whoever can
/// write to the table can neither publish a key of his own nor bring a revoked one back by changing its row.
/// </summary>
internal sealed class SigningKeyVault(MasterKey master, MakeSigningKey make)
{
    private readonly KeyedHash hash = master.Hash("signing key row");

    public StoredSigningKey Make(SignatureAlgorithm algorithm, int rsaBits, int generation, DateTimeOffset now, DateTimeOffset signsFrom)
    {
        using var key = make(algorithm, rsaBits);
        return Store(key, generation, now, signsFrom);
    }

    public StoredSigningKey Store(SigningKey key, int generation, DateTimeOffset now, DateTimeOffset signsFrom)
    {
        var privateKey = key.ExportPkcs8();
        var row = new StoredSigningKey
        {
            Kid = key.Kid,
            Algorithm = key.Algorithm.Name,
            Generation = generation,
            PublicJwk = ToJson(key.PublicKey),
            PrivateKey = master.Seal(privateKey, Purpose(key.Kid)),
            CreatedAt = now,
            SignsFrom = signsFrom,
        };
        CryptographicOperations.ZeroMemory(privateKey);
        row.Mac = Mac(row);
        return row;
    }

    public void Revoke(StoredSigningKey row, DateTimeOffset now)
    {
        (row.RevokedAt, row.PrivateKey) = (now, null);
        row.Mac = Mac(row);
    }

    public bool IsGenuine(StoredSigningKey row) =>
        CryptographicOperations.FixedTimeEquals(row.Mac, Mac(row))
        && (row.PrivateKey is null || master.TryOpen(row.PrivateKey, Purpose(row.Kid), out _));

    /// <exception cref="CryptographicException">The private part is gone, or was changed.</exception>
    public SigningKey OpenPrivate(StoredSigningKey row)
    {
        var privateKey = master.Open(row.PrivateKey ?? [], Purpose(row.Kid));
        var key = SigningKey.Import(SignatureAlgorithm.Find(row.Algorithm)!, privateKey); // written by Store, which the MAC vouches for
        CryptographicOperations.ZeroMemory(privateKey);
        return key;
    }

    public static VerificationKey OpenPublic(StoredSigningKey row)
    {
        using var json = JsonDocument.Parse(row.PublicJwk);
        return JsonWebKeyReader.TryRead(json.RootElement, out var jwk) && VerificationKey.TryImport(jwk, out var key)
            ? key
            : throw new CryptographicException($"The public part of signing key {row.Kid} cannot be read.");
    }

    private byte[] Mac(StoredSigningKey row) => RowMac.Compute(hash,
        row.Kid, row.Algorithm, row.Generation, row.PublicJwk, row.CreatedAt, row.SignsFrom, row.RevokedAt);

    private static string Purpose(string kid) => $"signing key {kid}";

    private static string ToJson(JsonWebKey jwk)
    {
        var json = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(json))
            jwk.WriteTo(writer);

        return Encoding.UTF8.GetString(json.WrittenSpan);
    }
}
