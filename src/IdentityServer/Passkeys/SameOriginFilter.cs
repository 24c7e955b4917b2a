using IdentityServer.Shared.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IdentityServer.Passkeys;

/// <summary>
/// Only our own pages drive ceremonies. Another site's form cannot send JSON, its script would have to ask first and is
/// never allowed to, and a browser says where a request comes from.
/// </summary>
internal sealed class SameOriginFilter(RelyingParty relyingParty, CeremonyFunnel funnel) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (!request.HasJsonContentType())
            return Refuse(StatusCodes.Status415UnsupportedMediaType, "json_required");

        if (IsOurs(request))
            return await next(context);

        Count(context.HttpContext);
        return Refuse(StatusCodes.Status403Forbidden, "cross_site");
    }

    private void Count(HttpContext http)
    {
        var words = http.Request.Path.Value!.Split('/'); // a route matched
        CeremonyKind? kind = words[2] switch
        {
            "sign-in" => CeremonyKind.Login,
            "registration" => CeremonyKind.Register,
            "step-up" => CeremonyKind.StepUp,
            _ => null, // a report is no step of a ceremony
        };
        if (kind is { } known)
            funnel.Foreign(http, known, words is [.., "options"] ? FunnelEdge.OptionsIssued : FunnelEdge.VerifyOk);
    }

    private bool IsOurs(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin"
        && request.Headers.Origin.ToString() is var origin
        && (origin is "" || relyingParty.Origins.Contains(origin));

    private static ProblemHttpResult Refuse(int status, string code) =>
        TypedResults.Problem(statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code });
}
