using Microsoft.AspNetCore.Http;

namespace IdentityServer.Shared.Requests;

internal static class Wishes
{
    /// <summary>A script asks: an answer in words and links would help nobody.</summary>
    public static bool WantsJson(this HttpRequest request) =>
        request.HasJsonContentType()
        || (request.Headers.Accept.ToString() is var accept
            && accept.Contains("json", StringComparison.OrdinalIgnoreCase)
            && !accept.Contains("text/html", StringComparison.OrdinalIgnoreCase));
}
