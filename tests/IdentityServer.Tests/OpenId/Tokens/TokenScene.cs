using IdentityServer.Accounts;
using IdentityServer.Audit;
using IdentityServer.Data;
using IdentityServer.OpenId;
using IdentityServer.OpenId.Clients;
using IdentityServer.OpenId.Codes;
using IdentityServer.OpenId.Tokens;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.Protocol.OpenId.Tokens;
using IdentityServer.Sessions;
using IdentityServer.TestKit;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Tests.OpenId.Tokens;

/// <summary>A person with a session, an app, and the codes that the authorization endpoint would have sent.</summary>
internal sealed class TokenScene
{
    public const string Secret = "7Fjfp0ZBr1KtDRbnfVdmIw";

    private readonly TestHost host;

    private TokenScene(TestHost host) => this.host = host;

    public Guid AccountId { get; private init; } = Guid.CreateVersion7();

    public Guid SessionId { get; private init; } = Guid.CreateVersion7();

    public Client Client { get; private set; } = A.Client();

    public static async Task<TokenScene> OpenAsync(TestHost host, Func<Client, Client>? change = null)
    {
        var scene = new TokenScene(host);
        await scene.RegisterAsync(client => (change ?? (same => same))(client with { ClientId = $"app-{scene.AccountId:N}", FirstParty = true }));
        await scene.ArriveAsync();
        return scene;
    }

    /// <summary>A person who really signed in, and an app.</summary>
    public static async Task<TokenScene> OpenAsync(TestHost host, Session session)
    {
        var scene = new TokenScene(host) { AccountId = session.AccountId, SessionId = session.Id };
        await scene.RegisterAsync(client => client with { ClientId = $"app-{scene.AccountId:N}", FirstParty = true });
        return scene;
    }

    /// <summary>Another app that the same person uses.</summary>
    public async Task<TokenScene> OtherAppAsync()
    {
        var other = new TokenScene(host);
        await other.RegisterAsync(_ => Client with { ClientId = $"app-{other.AccountId:N}" });
        return other;
    }

    public async Task RegisterAsync(Func<Client, Client> change)
    {
        var changed = change(Client);
        Client = changed with { Secrets = changed.IsPublic ? [] : [new(host.Get<ClientSecrets>().Hash(changed.ClientId, Secret))] };
        await host.Get<ClientRegistry>().SaveAsync(Client, Actor.System, CancellationToken.None);
    }

    /// <summary>As long as nobody does, the app is the one that the server has read a while ago.</summary>
    public async Task ReadAppAnewAsync()
    {
        host.Get<ClientCatalog>().Forget(Client.ClientId);
        Client = (await host.Get<ClientCatalog>().FindAsync(Client.ClientId, CancellationToken.None))!;
    }

    /// <summary>The same scene as another server sees it.</summary>
    public TokenScene On(TestHost other) => new(other, this);

    public string Code(Func<AuthorizationCode, AuthorizationCode>? change = null) => host.Get<AuthorizationCodes>().Seal((change ?? (same => same))(new()
    {
        ClientId = Client.ClientId,
        RedirectUri = A.RedirectUri,
        AccountId = AccountId,
        SessionId = SessionId,
        Access = new Access { Scopes = ["openid", "profile", "email"] },
        Authentication = AuthenticationPolicy.Passkey(host.Clock.GetUtcNow(), userVerified: true, hardwareProtected: false),
        Nonce = "n-0S6_WzA2Mj",
        CodeChallenge = A.Challenge,
    }));

    public Task<TokenOutcome> RedeemAsync(string code, params (string Name, string? Value)[] changes) => AskAsync(
        [("grant_type", GrantTypes.AuthorizationCode), ("code", code), ("redirect_uri", A.RedirectUri), ("code_verifier", A.Verifier), .. changes]);

    public Task<TokenOutcome> RefreshAsync(string? token, params (string Name, string? Value)[] changes) =>
        AskAsync([("grant_type", GrantTypes.RefreshToken), ("refresh_token", token), .. changes]);

    public async Task<IssuedTokens> TokensAsync(Func<AuthorizationCode, AuthorizationCode>? change = null) =>
        Issued(await RedeemAsync(Code(change)));

    public static IssuedTokens Issued(TokenOutcome outcome) => outcome is TokenOutcome.Issued issued
        ? issued.Tokens : throw new InvalidOperationException(((TokenOutcome.Refused)outcome).Refusal.Reason);

    public async Task<TokenOutcome> AskAsync(params (string Name, string? Value)[] form)
    {
        var parameters = form.Aggregate(A.Parameters(), (set, pair) => set.With(pair.Name, pair.Value));
        var provider = await host.Get<ProviderSource>().CurrentAsync(CancellationToken.None);
        return await host.Get<TokenGrants>().AnswerAsync(new(parameters, Client, provider, host.Clock.GetUtcNow()), CancellationToken.None);
    }

    public Task<LiveToken?> ReadAsync(string accessToken) => host.Get<AccessTokens>().ReadAsync(accessToken, CancellationToken.None);

    public async Task<UnitOutcome> WriteAsync(Action<Unit> write)
    {
        var unit = new Unit();
        write(unit);
        return await host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None);
    }

    public Task EndSessionAsync() => WriteAsync(unit => unit.Require(SessionStatements.End, host.Clock.GetUtcNow(), SessionEnd.SignedOut, SessionId));

    public Task SetAccountAsync(AccountState state) =>
        WriteAsync(unit => unit.Require(new Statement("""UPDATE "Accounts" SET "State" = @state WHERE "Id" = @id"""), state, AccountId));

    private TokenScene(TestHost host, TokenScene same) : this(host) => (AccountId, SessionId, Client) = (same.AccountId, same.SessionId, same.Client);

    private Task<UnitOutcome> ArriveAsync() => WriteAsync(unit =>
    {
        var now = host.Clock.GetUtcNow();
        new NewAccount(AccountId, $"ada-{AccountId:N}") { DisplayName = "Ada", Email = $"{AccountId:N}@example.test", EmailConfirmed = true, Groups = ["engineers"] }
            .AddTo(unit, now);
        SessionStore.Insert(unit, new()
        {
            Id = SessionId,
            AccountId = AccountId,
            SecretHash = new byte[32],
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = now.AddHours(12),
            Device = "Other",
            Events = [],
        });
    });
}
