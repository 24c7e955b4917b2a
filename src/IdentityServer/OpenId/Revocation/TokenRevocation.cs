using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.OpenId.Grants;
using IdentityServer.OpenId.Tokens;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Tokens;

namespace IdentityServer.OpenId.Revocation;

/// <summary>
/// RFC 7009 §2.1. A refresh token takes everything of its grant with it; an access token goes alone. Tokens of other
/// clients are left as they are, and nobody is told that they were any.
/// </summary>
internal sealed class TokenRevocation(
    AccessTokenCodec accessTokens, RefreshTokens refreshTokens, GrantStore grants, AuditTrail audit, IHotTables tables, TimeProvider clock)
{
    // A hint about the kind may be wrong, and the token itself says what it is.
    public async Task RevokeAsync(string text, Client client, CancellationToken cancellation)
    {
        if (refreshTokens.TryRead(text, out var refresh))
            await RevokeAsync(refresh, client, cancellation);
        else if (await accessTokens.ReadAsync(text, cancellation) is { } access)
            await RevokeAsync(access, client);
    }

    private async Task RevokeAsync(RefreshToken token, Client client, CancellationToken cancellation)
    {
        var grant = await grants.FindAsync(token.Grant.ToKey(), cancellation);
        if (grant is not { IsRevoked: false, Terms: var terms } || terms.ClientId != client.ClientId)
            return;

        var unit = GrantRevocation.Of(new(), terms.Id, GrantEnd.RevokedByClient, clock.GetUtcNow());
        await WriteAsync(unit, EntryFor("refresh_token", client) with { Subject = terms.AccountId, Session = terms.SessionId });
    }

    private async Task RevokeAsync(AccessToken token, Client client)
    {
        if (token.ClientId != client.ClientId || clock.GetUtcNow() >= token.ExpiresAt)
            return;

        await WriteAsync(RevokedTokens.Add(new(), token), EntryFor("access_token", client));
    }

    // A unit that is not written throws, and the app is told to come again: never that it is done.
    private async Task WriteAsync(Unit unit, AuditEntry entry) => await tables.WriteAsync(audit.Add(unit, entry), CancellationToken.None);

    private static AuditEntry EntryFor(string kind, Client client) =>
        new(OpenIdEvents.TokenRevoked, Actor.Client(client.ClientId)) { Details = new() { ["kind"] = kind } };
}
