using Microsoft.AspNetCore.Http;

namespace IdentityServer.Shared.Requests;

internal static class Place
{
    /// <summary>The two letters that a proxy in front vouches for; we look nothing up ourselves.</summary>
    public static string? CountryOf(HttpRequest request, string? header) =>
        header is { Length: > 0 } && request.Headers[header].ToString() is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] country ? country : null;
}
