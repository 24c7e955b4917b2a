using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdentityServer.EndToEnd.OpenId;

/// <summary>As much of an app as a browser needs in order to arrive somewhere.</summary>
internal sealed class ReturnPage : IAsyncDisposable
{
    private const string Html = "<!doctype html><html lang=en><title>App</title><link rel=icon href=data:,><h1>The app</h1>";

    private readonly WebApplication app;

    private ReturnPage(WebApplication app) => this.app = app;

    public string Home => app.Urls.Single();

    public string Callback => Home + "/callback";

    public static async Task<ReturnPage> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Map("/{page}", () => Results.Text(Html, "text/html"));
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
