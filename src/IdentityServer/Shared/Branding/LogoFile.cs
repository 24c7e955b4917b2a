using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace IdentityServer.Shared.Branding;

internal static class LogoFile
{
    public const string Path = "/brand/logo";

    public static string? MediaType(string file) => System.IO.Path.GetExtension(file) switch
    {
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".webp" => "image/webp",
        _ => null,
    };

    public static Results<PhysicalFileHttpResult, NotFound> Get(
        HttpContext http, IOptions<BrandingOptions> branding, IOptions<ServerOptions> server)
    {
        if (branding.Value.Logo is not { Length: > 0 } logo)
            return TypedResults.NotFound();

        var file = new FileInfo(System.IO.Path.Combine(System.IO.Path.GetFullPath(server.Value.DataDirectory), logo));
        if (!file.Exists)
            return TypedResults.NotFound();

        http.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.PhysicalFile(file.FullName, MediaType(logo), lastModified: file.LastWriteTimeUtc);
    }
}
