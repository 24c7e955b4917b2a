using IdentityServer.Protocol.OpenId;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Authorization;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Interactions;
using IdentityServer.Protocol.OpenId.Parameters;
using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.Protocol.OpenId.Tokens;

namespace IdentityServer.TestKit.OpenId;

/// <summary>Good examples, so that a test names only what it is about.</summary>
internal static class A
{
    public const string Issuer = "https://id.test";
    public const string RedirectUri = "https://app.test/callback";
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    public const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    public static DateTimeOffset Now { get; } = new(2026, 1, 15, 9, 0, 0, 500, TimeSpan.Zero);

    public static Guid AccountId { get; } = Guid.Parse("0196e1a0-0000-7000-8000-000000000001");

    /// <summary>Confidential, with a secret whose hash is <see cref="SecretHash"/>.</summary>
    public static Client Client() => new()
    {
        ClientId = "app",
        Name = "The app",
        RedirectUris = [RedirectUri],
        PostLogoutRedirectUris = ["https://app.test/signed-out"],
        GrantTypes = [GrantTypes.AuthorizationCode, GrantTypes.RefreshToken],
        Secrets = [new(SecretHash)],
    };

    public static Client PublicClient() => Client() with { AuthenticationMethod = AuthenticationMethods.None, Secrets = [] };

    public static byte[] SecretHash { get; } = [.. Enumerable.Repeat((byte)7, 32)];

    public static Provider Provider() => new(Issuer)
    {
        Catalog = ScopeCatalog.Standard with
        {
            Resources =
            [
                new("https://orders.test", "Orders") { Scopes = [new("orders.read", []), new("orders.write", [])] },
                new("https://stock.test", "Stock") { Scopes = [new("stock.read", [])] },
            ],
        },
    };

    /// <summary>A change with the value null leaves the parameter out.</summary>
    public static AuthorizationRequest AuthorizationRequest(params (string Name, string? Value)[] changes) =>
        Protocol.OpenId.Authorization.AuthorizationRequest.Read(AuthorizationParameters(changes));

    public static ParameterSet AuthorizationParameters(params (string Name, string? Value)[] changes)
    {
        var parameters = Parameters(
            ("client_id", "app"),
            ("redirect_uri", RedirectUri),
            ("response_type", "code"),
            ("scope", "openid profile"),
            ("state", "af0ifjsldkj"),
            ("nonce", "n-0S6_WzA2Mj"),
            ("code_challenge", Challenge),
            ("code_challenge_method", "S256"));

        return changes.Aggregate(parameters, (set, change) => set.With(change.Name, change.Value));
    }

    /// <summary>A signed-in person whose request has just arrived and asks for nothing special.</summary>
    public static Situation Situation(params (string Name, string? Value)[] changes)
    {
        var (request, client) = (AuthorizationRequest(changes), Client() with { FirstParty = true });
        return new()
        {
            Request = request,
            Client = client,
            Asked = AskedAccess.Of(request, client, Provider().Catalog),
            Now = Now,
            Session = Session(AuthenticationPolicy.Passkey(Now.AddMinutes(-10), userVerified: true, hardwareProtected: false)),
        };
    }

    public static SignedIn Session(params Authentication[] proofs) => new(AccountId, "alice", proofs, [AcrValues.PhishingResistant]);

    public static ParameterSet Parameters(params (string Name, string Value)[] pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
}
