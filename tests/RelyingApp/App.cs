namespace RelyingApp;

/// <summary>A small app that lets people sign in elsewhere: what it can do is what is mapped here.</summary>
public static class App
{
    public static WebApplication Build(string[] args, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        var settings = builder.Configuration.Get<AppSettings>() ?? new();
        if (builder.Configuration["urls"] is null)
            builder.WebHost.UseUrls(settings.Origin);

        var app = builder.Build();
        var visits = new Visits();
        var openId = new OpenIdConnect(new HttpClient(), settings, clock);

        app.Use(ShowProblemsAsync);
        app.MapGet("/", (HttpContext http) => Page.Show(visits.Of(http)));

        app.MapGet("/app.css", () => Results.Text(Page.Style, "text/css"));

        app.MapPost("/sign-in", async (HttpContext http) =>
        {
            var visit = visits.Of(http);
            visit.Attempt = OpenIdConnect.NewAttempt();
            return SeeOther(await openId.SignInAddressAsync(visit.Attempt, http.Request.Form["prompt"]));
        });

        app.MapGet("/callback", async (HttpContext http) =>
        {
            var visit = visits.Of(http);
            var attempt = visit.Attempt;
            visit.Attempt = null; // An answer counts once.
            visit.Tokens = await openId.FinishAsync(attempt, http.Request.Query);
            visits.Renew(http);
            return SeeOther("/");
        });

        app.MapPost("/refresh", WithTokens(async (visit, tokens) =>
        {
            visit.Tokens = await openId.RefreshAsync(tokens);
            visit.Message = "The tokens are fresh.";
        }));

        app.MapPost("/userinfo", WithTokens(async (visit, tokens) =>
            visit.UserInfo = await openId.UserInfoAsync(tokens)));

        app.MapPost("/sign-out", async (HttpContext http) =>
        {
            var visit = visits.Of(http);
            if (visit.Tokens is not { } tokens)
                return SeeOther("/");

            visit.SignOut("You are signed out here.");
            return SeeOther(await openId.SignOutAddressAsync(tokens));
        });

        app.MapGet("/signed-out", (HttpContext http) =>
        {
            visits.Of(http).Message = "You are signed out.";
            return SeeOther("/");
        });

        app.MapPost("/backchannel-logout", async (HttpContext http) =>
        {
            try
            {
                visits.SignOut(await openId.ReadLogoutTokenAsync((string?)http.Request.Form["logout_token"] ?? ""));
                return Results.Ok();
            }
            catch (AppException)
            {
                return Results.BadRequest();
            }
        });

        return app;

        Func<HttpContext, Task<IResult>> WithTokens(Func<Visit, TokenSet, Task> use) => async http =>
        {
            var visit = visits.Of(http);
            if (visit.Tokens is { } tokens)
                await use(visit, tokens);
            return SeeOther("/");
        };

        async Task ShowProblemsAsync(HttpContext http, RequestDelegate next)
        {
            http.Response.Headers.ContentSecurityPolicy = Page.Policy;
            http.Response.Headers.CacheControl = "no-store";
            try
            {
                await next(http);
            }
            catch (AppException problem)
            {
                visits.Of(http).Message = problem.Message;
                await SeeOther("/").ExecuteAsync(http);
            }
        }
    }

    private static SeeOtherResult SeeOther(string address) => new(address);

    // After a POST the browser shall GET.
    private sealed class SeeOtherResult(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
