using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Keys;

/// <summary>RFC 7517 §5: the public keys that apps verify our tokens with.</summary>
internal static class JwksEndpoint
{
    public const string Path = "/.well-known/jwks.json";

    /// <summary>How long an app may go without looking. A key it does not know makes it look at once.</summary>
    public static readonly TimeSpan MaximumAge = TimeSpan.FromMinutes(5);

    private static readonly string CacheControl = $"public, max-age={MaximumAge.TotalSeconds:F0}";

    public static async Task AnswerAsync(HttpContext http, SigningKeys keys)
    {
        var published = await keys.PublishedAsync(http.RequestAborted);
        http.Response.Headers.CacheControl = CacheControl;
        http.Response.Headers.ETag = published.ETag.ToString();

        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(published.ETag, useStrongComparison: false)))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = "application/jwk-set+json";
        http.Response.ContentLength = published.Json.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(published.Json, http.RequestAborted);
    }
}
