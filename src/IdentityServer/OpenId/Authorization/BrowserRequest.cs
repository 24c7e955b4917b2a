using IdentityServer.OpenId.Requests;
using IdentityServer.Protocol.OpenId.Parameters;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Authorization;

/// <summary>The endpoints that browsers are sent to take their parameters from the address or from a form, never from both.</summary>
internal static class BrowserRequest
{
    // Of the request line that the server takes, with room for the rest of it.
    private const int LongestQuery = 12 * 1024;

    public static async Task<FormReading> ReadAsync(HttpContext http, CancellationToken cancellation) =>
        HttpMethods.IsPost(http.Request.Method)
            ? await FormReader.ReadUncheckedAsync(http, cancellation)
            : ParameterSet.FromForm(http.Request.QueryString.Value is [_, .. var query] ? query : "");

    /// <summary>
    /// A form on an app's page comes without our cookies, because they are SameSite; the redirect it is answered with is
    /// followed with them. Null where there is no need, or where an address cannot hold it all.
    /// </summary>
    public static SeeOther? ByGet(HttpContext http, ParameterSet parameters) =>
        HttpMethods.IsPost(http.Request.Method) && parameters.ToForm() is { Length: <= LongestQuery } query
            ? new($"{http.Request.Path}?{query}") : null;
}
