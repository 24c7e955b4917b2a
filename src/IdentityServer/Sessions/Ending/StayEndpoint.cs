using IdentityServer.Shared.Headers;
using IdentityServer.Shared.Layouts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IdentityServer.Sessions.Ending;

/// <summary>The button of the warning: having asked is the use that keeps a session alive. It lengthens nothing else.</summary>
internal static class StayEndpoint
{
    public static IEndpointRouteBuilder MapStay(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/account/stay", AnswerAsync).Answers(ResponseKind.Data);
        return endpoints;
    }

    private static async Task<Results<Ok<TimeLeft>, UnauthorizedHttpResult>> AnswerAsync(HttpContext http, ISignInEnd end) =>
        await end.OfAsync(http) is { } left ? TypedResults.Ok(left) : TypedResults.Unauthorized();
}
