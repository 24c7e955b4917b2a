using IdentityServer.OpenId.Grants;
using IdentityServer.Protocol.OpenId.Claims;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Scopes;

namespace IdentityServer.OpenId.Tokens;

/// <summary>What shall be issued, after every check has passed.</summary>
internal sealed record TokenOrder(TokenRequest Request)
{
    public Client Client => Request.Client;

    /// <summary>What this one access token is for.</summary>
    public required Access Access { get; init; }

    /// <summary>A person's permission; without one the client acts for itself.</summary>
    public GrantTerms? Grant { get; init; }

    /// <summary>Needed where the tokens tell more about the person than their subject.</summary>
    public PersonClaims? Person { get; init; }

    /// <summary>What the APIs that this access token is for are told about them.</summary>
    public IReadOnlyList<string> ApiClaims { get; init; } = [];

    public string? Nonce { get; init; }

    public RefreshToken? RefreshToken { get; init; }
}
