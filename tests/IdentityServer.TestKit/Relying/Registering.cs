using System.Text.Json;
using IdentityServer.Audit;
using IdentityServer.OpenId;
using IdentityServer.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Clients.Metadata;

namespace IdentityServer.TestKit.Relying;

internal static class Registering
{
    /// <summary>Makes the app known to the server: judged as an import judges it, then saved.</summary>
    public static async Task RegisterAsync(this TestHost host, Registration app)
    {
        var metadata = app.ToMetadata();
        var secret = (string?)metadata["client_secret"];
        metadata.Remove("client_secret");

        var template = new Protocol.OpenId.Clients.Client
        {
            ClientId = app.ClientId,
            Secrets = secret is null ? [] : [new(host.Get<ClientSecrets>().Hash(app.ClientId, secret))],
        };
        var reading = ClientMetadata.Read(
            JsonSerializer.SerializeToElement(metadata), template, await host.Get<ProviderSource>().CurrentAsync(CancellationToken.None));
        if (reading is not { Client: { } client, Ignored: [] })
            throw new InvalidOperationException($"The server would not register it: {string.Join("; ", reading.Faults)} {string.Join(", ", reading.Ignored)}");

        await host.Get<ClientRegistry>().SaveAsync(client, Actor.System, CancellationToken.None);
    }

    /// <summary>Registers an app and lets it look at the server as apps do.</summary>
    public static async Task<RelyingParty> NewAppAsync(this TestHost host, Registration? app = null)
    {
        app ??= new();
        await host.RegisterAsync(app);
        var issuer = (await host.Get<ProviderSource>().CurrentAsync(CancellationToken.None)).Issuer;
        return await RelyingParty.DiscoverAsync(host.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false }), issuer, app, host.Clock);
    }
}
