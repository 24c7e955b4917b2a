using Microsoft.AspNetCore.Http;

namespace IdentityServer.Shared.Edge;

/// <summary>The short answer to what does not come in. No page is rendered: whoever floods the server must not make it work.</summary>
internal static class Refusal
{
    public static Task WriteAsync(HttpContext http, int status, string code, string sentence)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";

        return http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? http.Response.WriteAsync(sentence, http.RequestAborted)
            : http.Response.WriteAsJsonAsync(
                new { Status = status, Title = sentence, Code = code }, options: null, "application/problem+json", http.RequestAborted);
    }
}
