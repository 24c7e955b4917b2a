using IdentityServer.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys;

/// <summary>
/// Only our own pages drive ceremonies. Another site's form cannot send JSON, its script would have to ask first and is
/// never allowed to, and a browser says where a request comes from.
/// </summary>
internal sealed class SameOriginFilter(RelyingParty relyingParty, IOptions<ServerOptions> server) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (!request.HasJsonContentType())
            return Refuse(StatusCodes.Status415UnsupportedMediaType, "json_required");

        return IsOurs(request) ? await next(context) : Refuse(StatusCodes.Status403Forbidden, "cross_site");
    }

    private bool IsOurs(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin"
        && request.Headers.Origin.ToString() is var origin
        && (origin is "" || origin == server.Value.Issuer || relyingParty.Origins.Contains(origin));

    private static ProblemHttpResult Refuse(int status, string code) =>
        TypedResults.Problem(statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code });
}
