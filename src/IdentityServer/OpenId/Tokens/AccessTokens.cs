using IdentityServer.Data;
using IdentityServer.OpenId.Clients;
using IdentityServer.OpenId.Grants;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Tokens;

namespace IdentityServer.OpenId.Tokens;

/// <summary>
/// Reads access tokens that come back to us. Unlike an API that verifies by itself, this server asks the database each
/// time: a token ends with everything it hangs on, at once.
/// </summary>
internal sealed class AccessTokens(
    AccessTokenCodec codec, ClientCatalog clients, GrantStore grants, RevokedTokens revoked, TimeProvider clock)
{
    public async Task<LiveToken?> ReadAsync(string text, CancellationToken cancellation)
    {
        if (await codec.ReadAsync(text, cancellation) is not { } token)
            return null;

        var now = clock.GetUtcNow();
        if (now >= token.ExpiresAt)
            return null;

        if (await clients.FindAsync(token.ClientId, cancellation) is not { } client || InstantOf(token) < client.NotBefore)
            return null;

        return token.GrantId is null
            ? await ReadOwnAsync(token, client, cancellation)
            : await ReadGrantedAsync(token, client, now, cancellation);
    }

    private static DateTimeOffset InstantOf(AccessToken token) => Handle.TryParse(token.Id, out var id) ? id.At : token.IssuedAt;

    private async Task<LiveToken?> ReadOwnAsync(AccessToken token, Client client, CancellationToken cancellation) =>
        await revoked.HasAsync(token, cancellation) ? null : new(token, client, Grant: null);

    private async Task<LiveToken?> ReadGrantedAsync(AccessToken token, Client client, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!StrictBase64Url.TryDecode(token.GrantId, out var grantId))
            return null;

        var grant = await grants.FindAsync(grantId, RevokedTokens.KeyOf(token), cancellation);
        return grant is { TokenIsRevoked: false } && GrantRules.FirstViolation(grant, client, now) is null ? new(token, client, grant) : null;
    }
}
