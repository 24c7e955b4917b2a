using System.Net;
using IdentityServer.Shared;
using IdentityServer.Shared.Errors;
using IdentityServer.Shared.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdentityServer.Tests.Shared.Errors;

/// <summary>The shell around endpoints that fail in every way.</summary>
internal sealed class FailingApp : IAsyncDisposable
{
    private readonly WebApplication app;

    private FailingApp(WebApplication app) => this.app = app;

    public static async Task<FailingApp> StartAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddShared().AddShell().AddSingleton<IOutageSign, DatabaseSign>();

        var app = builder.Build();
        app.UseShell();
        app.MapRazorPages();
        app.Map("/status/{status:int}", (int status) => TypedResults.StatusCode(status));
        app.Map("/busy", (HttpContext http) =>
        {
            http.Response.Headers.RetryAfter = "120";
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        });
        app.Map("/refused", () => new ErrorPage("This link was not made for a registered <app>."));
        app.Map("/bug", Throw(new InvalidOperationException("the secret of the machine")));
        app.Map("/outage", Throw(new InvalidOperationException("wrapped", new DatabaseIsAway())));
        app.Map("/too-large", Throw(new BadHttpRequestException("too large", StatusCodes.Status413PayloadTooLarge)));
        app.Map("/data/bug", Throw(new InvalidOperationException("the secret of the machine"))).Answers(ResponseKind.Data);
        app.Map("/data/{status:int}", (int status) => TypedResults.StatusCode(status)).Answers(ResponseKind.Data);

        await app.StartAsync();
        return new(app);
    }

    public async Task<Answer> SendAsync(string path, string accept = "text/html", string method = "GET")
    {
        using var client = app.GetTestClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Headers = { { "Accept", accept } } };
        using var answer = await client.SendAsync(request);
        return new(
            answer.StatusCode,
            answer.Content.Headers.ContentType?.MediaType,
            answer.Headers.RetryAfter?.Delta,
            answer.Headers.TryGetValues("Content-Security-Policy", out var policy) ? policy.Single() : "",
            await answer.Content.ReadAsStringAsync());
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static RequestDelegate Throw(Exception exception) => _ => throw exception;

    internal sealed record Answer(HttpStatusCode Status, string? Type, TimeSpan? RetryAfter, string Policy, string Body);

    private sealed class DatabaseIsAway() : Exception("the database is away");

    private sealed class DatabaseSign : IOutageSign
    {
        public bool IsOutage(Exception exception) => exception.InnerException is DatabaseIsAway;
    }
}
