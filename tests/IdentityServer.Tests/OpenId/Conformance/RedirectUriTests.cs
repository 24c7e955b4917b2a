using System.Net;
using IdentityServer.TestKit.Relying;

namespace IdentityServer.Tests.OpenId.Conformance;

/// <summary>Whatever is wrong with the redirect address, nobody is sent there.</summary>
internal sealed class RedirectUriTests : ConformanceFixture
{
    private const string Registered = "https://app.test/callback";

    [Test, Property("Module", "oidcc-redirect-uri-query-OK"), Property("Case", "R06")]
    public async Task A_registered_query_is_kept()
    {
        var app = await NewAppAsync(Plain with { RedirectUri = Registered + "?bar=foo" });

        Assert.That((await TokensAsync(app)).Subject, Is.Not.Empty);
    }

    [TestCase(Registered + "?bar=foo", Registered + "?foo=bar"), Property("Module", "oidcc-redirect-uri-query-mismatch")]
    [TestCase(Registered, Registered + "?bar=foo"), Property("Module", "oidcc-redirect-uri-query-added")]
    [TestCase(Registered, Registered + "/Rnd0mPart"), Property("Module", "oidcc-ensure-registered-redirect-uri")]
    [TestCase(Registered, null), Property("Module", "oidcc-ensure-redirect-uri-in-authorization-request")]
    public async Task Any_other_address_ends_on_our_page(string registered, string? asked)
    {
        var app = await NewAppAsync(Plain with { RedirectUri = registered });

        var journey = await Journey.TakeAsync(Ada, AskPlainly(app, "openid", ("redirect_uri", asked)));

        Assert.That((journey.End.StatusCode, journey.End.Headers.Location), Is.EqualTo((HttpStatusCode.BadRequest, (Uri?)null)));
        Assert.That(await journey.End.Content.ReadAsStringAsync(), Does.Not.Contain("<form method=\"post\" action=\"https://app.test"));
    }

    [Test, Property("Module", "oidcc-redirect-uri-regfrag"), Property("Case", "R05")]
    public void An_address_with_a_fragment_is_not_registered() => Assert.That(
        () => NewAppAsync(Plain with { RedirectUri = Registered + "#fragment" }), Throws.InvalidOperationException.With.Message.Contain("fragment"));

    [TestCase(null)]
    [TestCase(Registered + "/")]
    [Property("Case", "R14")]
    public async Task A_code_is_not_redeemed_for_another_address(string? address)
    {
        var app = await NewAppAsync();
        var question = AskPlainly(app);

        var refusal = (await app.RedeemAsync(question, await CodeAsync(question), ("redirect_uri", address))).Refusal;

        Assert.That(refusal.Error, Is.EqualTo("invalid_grant"));
    }
}
