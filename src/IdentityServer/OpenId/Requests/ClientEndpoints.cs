using IdentityServer.Shared.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IdentityServer.OpenId.Requests;

/// <summary>Endpoints that clients call behind the browser's back: posts only, answers for one caller.</summary>
internal static class ClientEndpoints
{
    public static RouteGroupBuilder MapForClients(this IEndpointRouteBuilder endpoints, string path)
    {
        var address = endpoints.MapGroup(path).Answers(ResponseKind.Data);
        // Said here, because in Development the search for a file of that name would answer other methods.
        address.Map("", NotAllowed);
        return address;
    }

    private static StatusCodeHttpResult NotAllowed(HttpContext http)
    {
        http.Response.Headers.Allow = HttpMethods.Post;
        return TypedResults.StatusCode(StatusCodes.Status405MethodNotAllowed);
    }
}
