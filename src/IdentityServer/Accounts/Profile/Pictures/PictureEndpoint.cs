using IdentityServer.Shared.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IdentityServer.Accounts.Profile.Pictures;

/// <summary>
/// For whoever was told the address. The file came from a stranger: browsers are told what it is, and to run nothing of it.
/// </summary>
internal static class PictureEndpoint
{
    public static IEndpointRouteBuilder MapPictures(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(PictureStore.Path + "{picture}", GetAsync).Answers(ResponseKind.Picture);
        return endpoints;
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> GetAsync(
        string picture, HttpContext http, PictureStore pictures, CancellationToken cancellation)
    {
        if (await pictures.FindAsync(picture, cancellation) is not { } file)
            return TypedResults.NotFound();

        // Another picture has another address; one that was removed is soon gone.
        http.Response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.File(file.Content, file.MediaType);
    }
}
