using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IdentityServer.Shared.Errors;

/// <summary>
/// Stops here with the error page and one sentence for the person. Only the status leaves this result; the page itself
/// is what every status without a body becomes.
/// </summary>
internal sealed class ErrorPage(string sentence, int status = StatusCodes.Status400BadRequest) : IResult, IActionResult
{
    /// <summary>What only the people who build the app can do something about, in their words.</summary>
    public string? ForDevelopers { get; init; }

    public Task ExecuteAsync(HttpContext http)
    {
        http.Features.Set(new ErrorSentence(sentence, ForDevelopers));
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    Task IActionResult.ExecuteResultAsync(ActionContext context) => ExecuteAsync(context.HttpContext);
}

internal sealed record ErrorSentence(string Text, string? ForDevelopers);
