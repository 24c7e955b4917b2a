using IdentityServer.OpenId.Claims;
using IdentityServer.OpenId.Keys;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Logout;
using IdentityServer.Shared;
using Microsoft.Extensions.Options;

namespace IdentityServer.OpenId.Logout.BackChannel;

/// <summary>Writes logout tokens, each with the algorithm of its client's ID tokens and new at every attempt.</summary>
internal sealed class LogoutTokens(Subjects subjects, SigningKeys keys, IOptions<ServerOptions> server, TimeProvider clock)
{
    public async Task<string> WriteAsync(LogoutDelivery delivery, Client client, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var token = new LogoutToken(
            server.Value.Issuer, client.ClientId, subjects.Of(delivery.AccountId, client), delivery.SessionId.ToString(), Guid.CreateVersion7(now).ToString());
        var key = await keys.CurrentAsync(SignatureAlgorithm.Find(client.IdTokenAlgorithm)!, cancellation); // a rule of registration
        return key.For(LogoutToken.Type).SignToString(token.ToJson(now));
    }
}
