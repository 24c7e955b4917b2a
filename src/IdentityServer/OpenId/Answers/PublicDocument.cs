using System.Security.Cryptography;
using IdentityServer.Protocol.Jose;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IdentityServer.OpenId.Answers;

/// <summary>JSON that anybody may read and keep for a while, written once per change.</summary>
internal sealed class PublicDocument(byte[] json, string mediaType, TimeSpan maximumAge)
{
    private readonly EntityTagHeaderValue tag = new($"\"{StrictBase64Url.Encode(SHA256.HashData(json).AsSpan(0, 12))}\"");
    private readonly string cacheControl = $"public, max-age={maximumAge.TotalSeconds:F0}";

    public byte[] Json => json;

    public async Task AnswerAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = cacheControl;
        headers.ETag = tag.Tag.Value;
        // Registered origins get a header of their own, so a cache must not give one's answer to another.
        headers.Vary = "Origin";

        if (IsKnownTo(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = mediaType;
        http.Response.ContentLength = json.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(json, http.RequestAborted);
    }

    private bool IsKnownTo(HttpRequest request) =>
        request.Headers.IfNoneMatch.Count > 0
        && request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false));
}
