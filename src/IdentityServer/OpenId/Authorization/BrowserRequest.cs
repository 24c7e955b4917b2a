using IdentityServer.OpenId.Requests;
using IdentityServer.Protocol;
using IdentityServer.Protocol.OpenId.Parameters;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Authorization;

/// <summary>The endpoints that browsers are sent to take their parameters from the address or from a form, never from both.</summary>
internal static class BrowserRequest
{
    // Of the request line that the server takes, with room for the rest of it.
    private const int LongestQuery = 12 * 1024;

    /// <param name="known">What is read of a form; the rest of it takes no room in the address that it becomes.</param>
    public static async ValueTask<FormReading> ReadAsync(HttpContext http, IReadOnlyCollection<string> known, CancellationToken cancellation)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
            return ParameterSet.FromForm(http.Request.QueryString.Value.AsSpan() is [_, .. var query] ? query : []);

        var reading = await FormReader.ReadUncheckedAsync(http, cancellation);
        if (!reading.Gives(out var form, out _))
            return reading;

        var read = form.Only(known);
        return read.ToForm().Length <= LongestQuery
            ? read : ProtocolError.InvalidRequest("the form is longer than an address may be").With(StatusCodes.Status413PayloadTooLarge);
    }

    /// <summary>
    /// A form on an app's page comes without our cookies, because they are SameSite, so it would be taken for that of a
    /// stranger. The redirect it is answered with is followed with them. Null where there is no need.
    /// </summary>
    public static SeeOther? ByGet(HttpContext http, ParameterSet parameters) =>
        HttpMethods.IsPost(http.Request.Method) ? new($"{http.Request.Path}?{parameters.ToForm()}") : null;
}
