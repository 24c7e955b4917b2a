using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Tokens;

namespace IdentityServer.Protocol.OpenId.Clients;

/// <summary>
/// An app that sends people here. The properties are RFC 7591's metadata under their own names; the last group is ours.
/// <see cref="ClientMetadata"/> is the only way in from outside, so what is here has passed <see cref="ClientRules"/>.
/// </summary>
internal sealed record Client
{
    public required string ClientId { get; init; }

    public bool IsDisabled { get; init; }

    /// <summary>What was issued to it before this instant counts for nothing any more.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    // What people see.
    public string? Name { get; init; }
    public string? ClientUri { get; init; }
    public string? LogoUri { get; init; }
    public string? PolicyUri { get; init; }
    public string? TermsUri { get; init; }
    public IReadOnlyList<string> Contacts { get; init; } = [];

    // Where the browser may be sent, and from where scripts may call.
    public ApplicationType ApplicationType { get; init; }
    public IReadOnlyList<string> RedirectUris { get; init; } = [];
    public IReadOnlyList<string> PostLogoutRedirectUris { get; init; } = [];
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];
    public string? InitiateLoginUri { get; init; }

    // What it may ask for.
    public IReadOnlyList<string> GrantTypes { get; init; } = [Tokens.GrantTypes.AuthorizationCode];
    public IReadOnlyList<string> ResponseTypes { get; init; } = ["code"];
    public IReadOnlyList<string>? Scopes { get; init; }
    public int? DefaultMaxAge { get; init; }
    public IReadOnlyList<string> DefaultAcrValues { get; init; } = [];
    public bool RequireAuthTime { get; init; }
    public bool RequirePushedAuthorizationRequests { get; init; }

    // How it proves itself.
    public string AuthenticationMethod { get; init; } = AuthenticationMethods.SecretBasic;
    public string? AssertionAlgorithm { get; init; }
    public IReadOnlyList<ClientSecret> Secrets { get; init; } = [];
    public JsonWebKeySet? Jwks { get; init; }
    public string? JwksUri { get; init; }

    // What it gets.
    public SubjectType SubjectType { get; init; }
    public string? SectorIdentifierUri { get; init; }
    public string IdTokenAlgorithm { get; init; } = SignatureAlgorithm.RS256.Name;
    public string? UserInfoAlgorithm { get; init; }
    public string? BackchannelLogoutUri { get; init; }
    public bool BackchannelLogoutSessionRequired { get; init; }

    // Beyond the RFC.
    public bool RequirePkce { get; init; } = true;
    public bool FirstParty { get; init; }
    public bool? RequireConsent { get; init; }
    public AccessTokenFormat? AccessTokenFormat { get; init; }
    public IReadOnlyList<string>? Resources { get; init; }
    public bool MayIntrospect { get; init; }
    public string? MinimumAcr { get; init; }
    public bool RotateRefreshTokens { get; init; } = true;

    /// <summary>Whoever comes from this app proves themselves each time, however fresh their session is and whatever it asks.</summary>
    public bool RequireReauthentication { get; init; }

    // Where they are null, the server's own settings count.
    public TimeSpan? AccessTokenLifetime { get; init; }
    public TimeSpan? IdTokenLifetime { get; init; }
    public TimeSpan? RefreshTokenLifetime { get; init; }
    public TimeSpan? RefreshTokenIdleLimit { get; init; }

    public bool IsPublic => AuthenticationMethod is AuthenticationMethods.None;

    /// <summary>RFC 7636: whoever cannot keep a secret has nothing else that ties the code to it.</summary>
    public bool NeedsPkce => IsPublic || RequirePkce;

    public bool AsksConsent => RequireConsent ?? !FirstParty;

    public bool MayUse(string grantType) => GrantTypes.Contains(grantType);
}
