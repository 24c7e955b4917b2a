using IdentityServer.Protocol.Jose;
using IdentityServer.Shared.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IdentityServer.OpenId.Logos;

/// <summary>Shown, never run: <see cref="ResponseKind.Picture"/> sandboxes it, and its media type is one that we have read off its bytes.</summary>
internal static class LogoEndpoint
{
    private const string Path = "/app-logos/";

    private static readonly string[] Reading = ["GET", "HEAD"];

    public static string PathOf(string key) => Path + key;

    public static void MapLogos(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(Path + "{key}", Reading, AnswerAsync).Answers(ResponseKind.Picture);

    private static async Task<Results<FileContentHttpResult, NotFound>> AnswerAsync(
        HttpContext http, string key, LogoStore store, CancellationToken cancellation)
    {
        if (!StrictBase64Url.TryDecode(key, out var bytes) || bytes.Length is not ClientLogo.KeyLength
            || await store.FindPictureAsync(bytes, cancellation) is not { } picture)
            return TypedResults.NotFound();

        // Another picture has another address.
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.File(picture.Bytes, picture.MediaType);
    }
}
