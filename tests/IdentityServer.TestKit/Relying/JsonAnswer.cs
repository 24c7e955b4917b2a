using System.Net.Mime;
using System.Text.Json;

namespace IdentityServer.TestKit.Relying;

internal static class JsonAnswer
{
    /// <summary>The body of an answer that must be a JSON object and say so.</summary>
    public static async Task<JsonElement> ReadObjectAsync(this HttpResponseMessage response, string what)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        DistrustException.Unless(type is MediaTypeNames.Application.Json, $"{what} answers {(int)response.StatusCode} with {type ?? "nothing"}");
        return StrictText.Object(await response.Content.ReadAsByteArrayAsync(), what);
    }

    /// <summary>RFC 6749 §5.1: nobody on the way keeps tokens.</summary>
    public static void ShouldNotBeKept(this HttpResponseMessage response, string what) =>
        DistrustException.Unless(response.Headers.CacheControl is { NoStore: true }, $"{what} may be kept by caches");
}
