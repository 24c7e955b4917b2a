using IdentityServer.Protocol.OpenId;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Keys;

/// <summary>RFC 7517 §5: the public keys that apps verify our tokens with.</summary>
internal static class JwksEndpoint
{
    public const string Path = Endpoints.Jwks;

    /// <summary>How long an app may go without looking. A key it does not know makes it look at once.</summary>
    public static readonly TimeSpan MaximumAge = TimeSpan.FromMinutes(5);

    public static async Task AnswerAsync(HttpContext http, SigningKeys keys) =>
        await (await keys.PublishedAsync(http.RequestAborted)).AnswerAsync(http);
}
