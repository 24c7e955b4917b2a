using IdentityServer.Shared.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IdentityServer.OpenId.Requests;

/// <summary>Endpoints that clients call behind the browser's back: posts only, answers for one caller.</summary>
internal static class ClientEndpoints
{
    public static RouteHandlerBuilder MapForClients(this IEndpointRouteBuilder endpoints, string path, Delegate answer)
    {
        // Said here, because in Development the search for a file of that name would answer other methods.
        endpoints.Map(path, NotAllowed).Answers(ResponseKind.Data);
        return endpoints.MapPost(path, answer).Answers(ResponseKind.Data);
    }

    private static StatusCodeHttpResult NotAllowed(HttpContext http)
    {
        http.Response.Headers.Allow = HttpMethods.Post;
        return TypedResults.StatusCode(StatusCodes.Status405MethodNotAllowed);
    }
}
