using IdentityServer.OpenId.Clients;

namespace IdentityServer.OpenId.Logout.BackChannel;

internal static class LogoutHearers
{
    extension(ClientCatalog clients)
    {
        /// <summary>Whether an app wants to hear of sign-outs. One that cannot be used just now may be back in a moment, and wants to.</summary>
        public async Task<bool> HearsOfLogoutAsync(string clientId, CancellationToken cancellation) =>
            await clients.FindAsync(clientId, cancellation) is { } client
                ? client.BackchannelLogoutUri is not null
                : await clients.IsRegisteredAsync(clientId, cancellation);
    }
}
