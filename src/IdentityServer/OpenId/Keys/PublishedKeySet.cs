using System.Security.Cryptography;
using IdentityServer.Protocol.Jose;
using Microsoft.Net.Http.Headers;

namespace IdentityServer.OpenId.Keys;

/// <summary>RFC 7517 §5, written once per change.</summary>
internal sealed class PublishedKeySet(IReadOnlyList<JsonWebKey> keys)
{
    public byte[] Json { get; } = new JsonWebKeySet(keys).ToJson();

    public EntityTagHeaderValue ETag => field ??= new($"\"{StrictBase64Url.Encode(SHA256.HashData(Json).AsSpan(0, 12))}\"");
}
