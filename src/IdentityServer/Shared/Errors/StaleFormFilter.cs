using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Shared.Errors;

/// <summary>A form without a good antiforgery token: nearly always a page that was open too long, sometimes an attack.</summary>
internal sealed class StaleFormFilter(IStringLocalizer<SharedResources> text, ILogger<StaleFormFilter> log) : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is not IAntiforgeryValidationFailedResult)
            return;

        log.FormRefused();
        context.Result = new ErrorPage(text["Error.StaleForm"], StatusCodes.Status400BadRequest);
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
