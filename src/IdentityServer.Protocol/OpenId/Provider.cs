using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Authorization.Responses;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Scopes;

namespace IdentityServer.Protocol.OpenId;

/// <summary>
/// What this server offers. The rules enforce it and the discovery document announces it, so the two cannot differ.
/// </summary>
internal sealed record Provider(string Issuer)
{
    public ScopeCatalog Catalog { get; init; } = ScopeCatalog.Standard;

    public IReadOnlyList<string> ResponseTypes { get; init; } = ["code"];

    public IReadOnlyList<ResponseMode> ResponseModes { get; init; } = [ResponseMode.Query, ResponseMode.Fragment, ResponseMode.FormPost];

    public IReadOnlyList<string> GrantTypes { get; init; } =
        [Tokens.GrantTypes.AuthorizationCode, Tokens.GrantTypes.RefreshToken, Tokens.GrantTypes.ClientCredentials];

    public IReadOnlyList<string> Prompts { get; init; } = ["none", "login", "consent", "select_account", "create"];

    public IReadOnlyList<string> ClientAuthenticationMethods { get; init; } = AuthenticationMethods.All;

    /// <summary>What ID tokens are signed with, by each client's choice.</summary>
    public IReadOnlyList<SignatureAlgorithm> SigningAlgorithms { get; init; } =
        [SignatureAlgorithm.RS256, SignatureAlgorithm.ES256, SignatureAlgorithm.PS256];

    /// <summary>What clients may sign their assertions with.</summary>
    public IReadOnlyList<SignatureAlgorithm> AssertionAlgorithms { get; init; } =
        [SignatureAlgorithm.RS256, SignatureAlgorithm.ES256, SignatureAlgorithm.PS256];

    /// <summary>Issuer and path, whatever the request's Host header says.</summary>
    public string UrlOf(string path) => Issuer.TrimEnd('/') + path;
}
