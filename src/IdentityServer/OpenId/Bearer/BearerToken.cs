using IdentityServer.OpenId.Requests;
using IdentityServer.Protocol;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Bearer;

/// <summary>RFC 6750 §2: where an access token may be; in the address never (RFC 9700 §4.3.2), and in one place only.</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>The token, or what is wrong; neither where nothing was sent.</summary>
    public static async Task<(string? Token, ProtocolError? Error)> ReadAsync(HttpContext http, CancellationToken cancellation)
    {
        if (http.Request.Query.ContainsKey("access_token"))
            return (null, ProtocolError.InvalidRequest("an access token does not belong into the address"));

        if (!TryReadHeader(http.Request, out var inHeader))
            return (null, ProtocolError.InvalidRequest("the Authorization header cannot be read"));

        // §2.2: a POST without a form has its token in the header.
        if (!HttpMethods.IsPost(http.Request.Method) || http.Request.ContentType is null)
            return (inHeader, null);

        var reading = await FormReader.ReadAsync(http, cancellation);
        if (!reading.Gives(out var form, out var unreadable))
            return (null, unreadable.Error);

        return (inHeader, form["access_token"]) switch
        {
            (not null, not null) => (null, ProtocolError.InvalidRequest("the access token was sent in two places")),
            var (header, body) => (header ?? body, null),
        };
    }

    // Another scheme is none of ours: it counts as no token. Two headers or an empty one are a mistake.
    private static bool TryReadHeader(HttpRequest request, out string? token)
    {
        token = null;
        var header = request.Headers.Authorization;
        if (header.Count > 1)
            return false;

        if (header.Count is 0 || !header[0]!.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return true;

        token = header[0]![Scheme.Length..].Trim(' ');
        return token.Length > 0;
    }
}
