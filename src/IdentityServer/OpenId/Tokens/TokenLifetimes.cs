using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.OpenId.Tokens;

/// <summary>How long what one app gets lives: its own settings, and the server's where it has none.</summary>
internal readonly record struct TokenLifetimes(Client Client, TokenOptions Options)
{
    public TimeSpan AccessToken => Client.AccessTokenLifetime ?? Options.AccessTokenLifetime;

    public TimeSpan IdToken => Client.IdTokenLifetime ?? Options.IdTokenLifetime;

    public TimeSpan RefreshToken => Client.RefreshTokenLifetime ?? Options.RefreshTokenLifetime;

    public TimeSpan RefreshTokenIdle => Client.RefreshTokenIdleLimit ?? Options.RefreshTokenIdleLimit;
}
