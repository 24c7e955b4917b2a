using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IdentityServer.Sessions.Proofs;

/// <summary>S4-74: what a script is told where a page would have taken its reader past the step-up page.</summary>
internal sealed record FreshVerificationRequired(ActionClass Action) : IResult, IActionResult
{
    public const string Code = "fresh_verification_required";

    public Task ExecuteAsync(HttpContext httpContext) => TypedResults.Problem(
        title: "Confirm that it is you",
        statusCode: StatusCodes.Status403Forbidden,
        extensions: new Dictionary<string, object?> { ["code"] = Code, ["class"] = Action.ToString() }).ExecuteAsync(httpContext);

    public Task ExecuteResultAsync(ActionContext context) => ExecuteAsync(context.HttpContext);
}
