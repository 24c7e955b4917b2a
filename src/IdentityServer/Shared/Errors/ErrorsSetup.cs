using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Shared.Errors;

internal static class ErrorsSetup
{
    private const string Path = "/error";

    public static IServiceCollection AddErrorPages(this IServiceCollection services) =>
        services.AddSingleton<ExceptionStatus>().Configure<MvcOptions>(mvc => mvc.Filters.Add<StaleFormFilter>());

    public static IApplicationBuilder UseErrorPages(this IApplicationBuilder app)
    {
        var status = app.ApplicationServices.GetRequiredService<ExceptionStatus>();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = Path, StatusCodeSelector = status.Of });
        return app.UseStatusCodePagesWithReExecute(Path);
    }
}
