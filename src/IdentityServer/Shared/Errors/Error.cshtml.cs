using IdentityServer.Shared.Headers;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Shared.Errors;

/// <summary>
/// What every failure becomes: reached by re-execution, so the method and its antiforgery token are those of a request
/// that has already failed.
/// </summary>
[IgnoreAntiforgeryToken]
internal sealed class ErrorModel(IStringLocalizer<SharedResources> text) : PageModel
{
    public int Status { get; private set; }

    public ErrorWords Words { get; private set; } = null!; // set before the page is rendered

    public string? ForDevelopers { get; private set; }

    public string SupportCode { get; private set; } = "";

    // Where nobody handles OPTIONS, the framework would answer 200 by itself.
    public IActionResult OnOptions() => Page();

    // Runs for every method, handler or not.
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var failed = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        var thrown = HttpContext.Features.Get<IExceptionHandlerFeature>();

        // Somebody who asks for this page by its address has nothing to be told.
        Status = failed is null && thrown is null ? StatusCodes.Status404NotFound : Response.StatusCode;
        Response.StatusCode = Status;
        if (Status is StatusCodes.Status503ServiceUnavailable && Response.Headers.RetryAfter.Count is 0)
            Response.Headers.RetryAfter = "10";

        var words = ErrorWords.For(Status, int.TryParse(Response.Headers.RetryAfter, out var seconds) ? seconds : null, text);
        var said = HttpContext.Features.Get<ErrorSentence>();
        Words = said is null ? words : words with { Sentence = said.Text };
        ForDevelopers = said?.ForDevelopers;
        SupportCode = Errors.SupportCode.Of(HttpContext);

        if (IsForMachine(thrown?.Endpoint ?? failed?.Endpoint))
            context.Result = Problem();
    }

    private bool IsForMachine(Endpoint? endpoint)
    {
        if (endpoint?.Metadata.GetMetadata<ResponseKindMetadata>() is { Kind: not ResponseKind.Page })
            return true;

        var accept = Request.Headers.Accept.ToString();
        return accept.Contains("json", StringComparison.OrdinalIgnoreCase) && !accept.Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }

    private JsonResult Problem() => new(new ProblemDetails
    {
        Status = Status,
        Title = ReasonPhrases.GetReasonPhrase(Status),
        Extensions = { ["supportCode"] = SupportCode },
    })
    { StatusCode = Status, ContentType = "application/problem+json" };
}
