using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Tokens;

namespace IdentityServer.Protocol.OpenId.Clients.Metadata;

/// <summary>The members we understand, in the order in which they are written.</summary>
internal static class ClientMembers
{
    // RFC 7591 §2
    private static readonly IReadOnlyList<Member> Registration =
    [
        Member.Text("client_id", 256, client => client.ClientId, (client, value) => client with { ClientId = value }),
        Member.Text("client_name", 100, client => client.Name, (client, value) => client with { Name = value }),
        Member.Text("client_uri", 2048, client => client.ClientUri, (client, value) => client with { ClientUri = value }),
        Member.Text("logo_uri", 2048, client => client.LogoUri, (client, value) => client with { LogoUri = value }),
        Member.Text("policy_uri", 2048, client => client.PolicyUri, (client, value) => client with { PolicyUri = value }),
        Member.Text("tos_uri", 2048, client => client.TermsUri, (client, value) => client with { TermsUri = value }),
        Member.List("contacts", client => client.Contacts, (client, value) => client with { Contacts = value }),
        Member.List("redirect_uris", client => client.RedirectUris, (client, value) => client with { RedirectUris = value }),
        Member.List("grant_types", client => client.GrantTypes, (client, value) => client with { GrantTypes = value }),
        Member.List("response_types", client => client.ResponseTypes, (client, value) => client with { ResponseTypes = value }),
        Member.Words("scope", client => client.Scopes, (client, value) => client with { Scopes = value }),
        Member.Text("token_endpoint_auth_method", 64, client => client.AuthenticationMethod, (client, value) => client with { AuthenticationMethod = value }),
        Member.Other("jwks", "a JWK set of public keys",
            (json, client) => JsonWebKeySet.TryRead(json, out var keys) ? client with { Jwks = keys } : null,
            (client, writer) =>
            {
                if (client.Jwks is not { } keys)
                    return;

                writer.WritePropertyName("jwks");
                writer.WriteRawValue(keys.ToJson());
            }),
        Member.Text("jwks_uri", 2048, client => client.JwksUri, (client, value) => client with { JwksUri = value }),
    ];

    // OpenID Connect Dynamic Client Registration §2, RP-Initiated Logout §3.1, Back-Channel Logout §2.2, RFC 9126 §6
    private static readonly IReadOnlyList<Member> OpenId =
    [
        Member.Choice<ApplicationType>("application_type", client => client.ApplicationType, (client, value) => client with { ApplicationType = value }),
        Member.Choice<SubjectType>("subject_type", client => client.SubjectType, (client, value) => client with { SubjectType = value }),
        Member.Text("sector_identifier_uri", 2048, client => client.SectorIdentifierUri, (client, value) => client with { SectorIdentifierUri = value }),
        Member.Text("id_token_signed_response_alg", 16, client => client.IdTokenAlgorithm, (client, value) => client with { IdTokenAlgorithm = value }),
        Member.Text("userinfo_signed_response_alg", 16, client => client.UserInfoAlgorithm, (client, value) => client with { UserInfoAlgorithm = value }),
        Member.Text("token_endpoint_auth_signing_alg", 16, client => client.AssertionAlgorithm, (client, value) => client with { AssertionAlgorithm = value }),
        Member.Seconds("default_max_age", client => client.DefaultMaxAge, (client, value) => client with { DefaultMaxAge = value }),
        Member.Flag("require_auth_time", client => client.RequireAuthTime, (client, value) => client with { RequireAuthTime = value }),
        Member.List("default_acr_values", client => client.DefaultAcrValues, (client, value) => client with { DefaultAcrValues = value }),
        Member.Text("initiate_login_uri", 2048, client => client.InitiateLoginUri, (client, value) => client with { InitiateLoginUri = value }),
        Member.List("post_logout_redirect_uris", client => client.PostLogoutRedirectUris, (client, value) => client with { PostLogoutRedirectUris = value }),
        Member.Text("backchannel_logout_uri", 2048, client => client.BackchannelLogoutUri, (client, value) => client with { BackchannelLogoutUri = value }),
        Member.Flag("backchannel_logout_session_required", client => client.BackchannelLogoutSessionRequired, (client, value) => client with { BackchannelLogoutSessionRequired = value }),
        Member.Flag("require_pushed_authorization_requests", client => client.RequirePushedAuthorizationRequests, (client, value) => client with { RequirePushedAuthorizationRequests = value }),
    ];

    private static readonly IReadOnlyList<Member> Ours =
    [
        Member.Flag("require_pkce", client => client.RequirePkce, (client, value) => client with { RequirePkce = value }),
        Member.Flag("first_party", client => client.FirstParty, (client, value) => client with { FirstParty = value }),
        Member.Flag("require_consent", client => client.RequireConsent, (client, value) => client with { RequireConsent = value }),
        Member.Choice<AccessTokenFormat>("access_token_format", client => client.AccessTokenFormat, (client, value) => client with { AccessTokenFormat = value }),
        Member.List("resources", client => client.Resources, (client, value) => client with { Resources = value }),
        Member.List("allowed_origins", client => client.AllowedOrigins, (client, value) => client with { AllowedOrigins = value }),
        Member.Flag("may_introspect", client => client.MayIntrospect, (client, value) => client with { MayIntrospect = value }),
        Member.Text("minimum_acr", 64, client => client.MinimumAcr, (client, value) => client with { MinimumAcr = value }),
        Member.Flag("rotate_refresh_tokens", client => client.RotateRefreshTokens, (client, value) => client with { RotateRefreshTokens = value }),
        Member.Flag("require_reauthentication", client => client.RequireReauthentication, (client, value) => client with { RequireReauthentication = value }),
        Member.Lifetime("access_token_lifetime", client => client.AccessTokenLifetime, (client, value) => client with { AccessTokenLifetime = value }),
        Member.Lifetime("id_token_lifetime", client => client.IdTokenLifetime, (client, value) => client with { IdTokenLifetime = value }),
        Member.Lifetime("refresh_token_lifetime", client => client.RefreshTokenLifetime, (client, value) => client with { RefreshTokenLifetime = value }),
        Member.Lifetime("refresh_token_idle_limit", client => client.RefreshTokenIdleLimit, (client, value) => client with { RefreshTokenIdleLimit = value }),
    ];

    public static readonly IReadOnlyList<Member> All = [.. Registration, .. OpenId, .. Ours];
}
