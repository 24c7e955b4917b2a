using IdentityServer.Data;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Relying;

namespace IdentityServer.Tests.OpenId.Conformance;

/// <summary>
/// One server and one person for the modules of a plan; each module brings an app of its own. The checks that the suite
/// makes around every module are those without which the <see cref="RelyingParty"/> turns away.
/// </summary>
internal abstract class ConformanceFixture
{
    private const string Attributes =
        """
        {
            "family_name": "Lovelace", "given_name": "Ada", "middle_name": "King", "nickname": "Countess", "profile": "https://ada.test/",
            "picture": "https://ada.test/ada.png", "website": "https://ada.test/", "gender": "female", "birthdate": "1815-12-10",
            "zoneinfo": "Europe/London", "locale": "en-GB", "phone_number": "+44 20 7946 0000", "phone_number_verified": true,
            "address": { "locality": "London", "country": "GB" }
        }
        """;

    private static readonly Statement TellAll = new(
        """UPDATE "Accounts" SET "DisplayName" = @name, "Claims" = @claims, "Email" = @email, "NormalizedEmail" = @normalized, "EmailConfirmed" = @yes""");

    protected TestHost Host { get; } = new();

    protected Visitor Ada { get; private set; } = null!; // before any test

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        await PrepareAsync();
        Ada = await Visitor.SetUpAsync(Host);
        var unit = new Unit().Require(TellAll, "Ada Lovelace", Attributes, "ada@example.test", "ADA@EXAMPLE.TEST", true);
        Assert.That(await Host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None), Is.EqualTo(UnitOutcome.Committed));
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        Ada?.Dispose();
        await Host.DisposeAsync();
    }

    /// <summary>What must be settled before the server starts.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>As the suite's clients are: confidential, and without PKCE.</summary>
    protected static Registration Plain => new() { Extra = { ["require_pkce"] = false } };

    protected Task<RelyingParty> NewAppAsync(Registration? registration = null) => Host.NewAppAsync(registration ?? Plain);

    protected static Question AskPlainly(RelyingParty app, string scope = "openid", params (string Name, string? Value)[] changes) =>
        app.Ask(scope, [("code_challenge", null), ("code_challenge_method", null), .. changes]);

    protected async Task<string> CodeAsync(Question question) => (await (await Journey.TakeAsync(Ada, question)).AnswerAsync()).ACode;

    protected async Task<TestKit.Relying.Tokens> TokensAsync(RelyingParty app, Question question) => (await app.RedeemAsync(question, await CodeAsync(question))).Tokens;

    protected Task<TestKit.Relying.Tokens> TokensAsync(RelyingParty app, string scope = "openid") => TokensAsync(app, AskPlainly(app, scope));
}
