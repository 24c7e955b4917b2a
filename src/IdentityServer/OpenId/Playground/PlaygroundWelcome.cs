using IdentityServer.Shared;
using IdentityServer.Shared.Welcome;
using Microsoft.Extensions.Options;

namespace IdentityServer.OpenId.Playground;

/// <summary>Tells a newcomer where a sign-in and its tokens can be seen.</summary>
internal sealed class PlaygroundWelcome(IServiceProvider services, IOptions<ServerOptions> server) : IWelcomeLine
{
    public Task<WelcomeLine?> ReadAsync(CancellationToken cancellation) => Task.FromResult(
        PlaygroundSetup.Exists(services) ? new WelcomeLine("Playground", server.Value.Issuer + PlaygroundSetup.Path) : null);
}
