using System.Reflection;
using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Data.Protection;
using IdentityServer.Host;
using IdentityServer.Host.Commands;
using IdentityServer.Host.Telemetry;
using IdentityServer.Insights;
using IdentityServer.Notifications;
using IdentityServer.OpenId;
using IdentityServer.OpenId.Keys;
using IdentityServer.Passkeys;
using IdentityServer.Sessions;
using IdentityServer.Shared;
using IdentityServer.Shared.Edge;
using IdentityServer.Shared.Health;
using IdentityServer.Shared.Outgoing;
using IdentityServer.Throttles;
using Microsoft.Extensions.Options;

if (CommandLine.IsAskedFor(args))
    return await CommandLine.RunAsync(args, Compose);

try
{
    await Compose(args).RunAsync();
    return (int)ExitCode.Done;
}
// A test that starts the server wants the exception itself.
catch (Exception exception) when (Assembly.GetEntryAssembly() == typeof(Program).Assembly && StartFault.Of(exception) is not null)
{
    var fault = StartFault.Of(exception)!; // as the filter saw
    await Console.Error.WriteLineAsync($"{fault.Code}: {fault.Message}");
    return (int)fault.Exit;
}

internal sealed partial class Program
{
    internal static WebApplication Compose(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = settings,
            ApplicationName = typeof(Program).Assembly.GetName().Name,
            // Started from anywhere else, the server finds its settings beside its program.
            ContentRootPath = File.Exists("appsettings.json") ? null : AppContext.BaseDirectory,
        });

        // A built tree has its pages' files beside their sources in every environment; a published one beside its program.
        builder.WebHost.UseStaticWebAssets();

        builder.Configuration.AddSecretFiles();

        builder.Services
            .AddTelemetry()
            .AddShared()
            .AddEdge()
            .AddHealth()
            .AddOutgoing()
            .AddDatabase()
            .AddProtection()
            .AddAudit()
            .AddNotifications()
            .AddThrottles()
            .AddInsights()
            .AddSigningKeys()
            .AddShell()
            .AddAccounts()
            .AddSessions()
            .AddPasskeys()
            .AddOpenId()
            .AddHostedService<Welcome>();

        var app = builder.Build();
        app.Services.GetRequiredService<IStartupValidator>().Validate();

        app.UseTelemetry();
        app.UseEdge();
        app.UseShell();
        app.UseSessions();

        app.MapHealth();
        app.MapSigningKeys();
        app.MapShell();
        app.MapNotifications();
        app.MapAccounts();
        app.MapSessions();
        app.MapPasskeys();
        app.MapOpenId();

        return app;
    }
}
