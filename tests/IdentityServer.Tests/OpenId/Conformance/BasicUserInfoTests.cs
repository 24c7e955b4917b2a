using System.Net;
using IdentityServer.TestKit.Relying;

namespace IdentityServer.Tests.OpenId.Conformance;

/// <summary>Plan Basic: what the app learns about the person, and how.</summary>
internal sealed class BasicUserInfoTests : ConformanceFixture
{
    private static readonly string[] Profile =
    [
        "sub", "name", "family_name", "given_name", "middle_name", "nickname", "preferred_username", "profile", "picture",
        "website", "gender", "birthdate", "zoneinfo", "locale", "updated_at",
    ];

    [Test, Property("Module", "oidcc-userinfo-get")]
    public async Task The_token_in_the_header_of_a_get_tells_of_the_person()
    {
        var app = await NewAppAsync();

        var person = await app.UserInfoAsync(await TokensAsync(app));

        Assert.That(person.Names(), Is.EqualTo(new[] { "sub" }));
    }

    [Test, Property("Module", "oidcc-userinfo-post-header")]
    public async Task So_does_the_header_of_a_post()
    {
        var app = await NewAppAsync();

        var person = await app.UserInfoAsync(await TokensAsync(app, "openid email"), HttpMethod.Post);

        Assert.That(person.Text("email"), Is.EqualTo("ada@example.test"));
    }

    [Test, Property("Module", "oidcc-userinfo-post-body")]
    public async Task So_does_the_form_of_a_post()
    {
        var app = await NewAppAsync();
        var tokens = await TokensAsync(app);

        using var response = await app.Http.PostAsync(app.Provider.UserInfo, Form.Of(("access_token", tokens.AccessToken)).ToContent());

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await response.ReadObjectAsync("userinfo")).Text("sub"), Is.EqualTo(tokens.Subject));
    }

    [TestCase("RS256"), TestCase("ES256"), TestCase("PS256"), Property("Module", "oidcc-userinfo-rs256")]
    public async Task An_app_that_wants_it_signed_gets_it_signed(string algorithm)
    {
        var app = await NewAppAsync(Plain with { UserInfoAlgorithm = algorithm });

        var person = await app.UserInfoAsync(await TokensAsync(app, "openid email"));

        Assert.That(person.Text("email"), Is.EqualTo("ada@example.test"));
    }

    [Test, Property("Module", "oidcc-scope-profile")]
    public async Task Profile_is_the_fourteen_claims() => Assert.That(await LearntAsync("openid profile"), Is.EquivalentTo(Profile));

    [Test, Property("Module", "oidcc-scope-email")]
    public async Task Email_is_the_address_and_whether_it_is_proven() =>
        Assert.That(await LearntAsync("openid email"), Is.EquivalentTo((string[])["sub", "email", "email_verified"]));

    [Test, Property("Module", "oidcc-scope-address")]
    public async Task Address_is_the_address() => Assert.That(await LearntAsync("openid address"), Is.EquivalentTo((string[])["sub", "address"]));

    [Test, Property("Module", "oidcc-scope-phone")]
    public async Task Phone_is_the_number_and_whether_it_is_proven() =>
        Assert.That(await LearntAsync("openid phone"), Is.EquivalentTo((string[])["sub", "phone_number", "phone_number_verified"]));

    [Test, Property("Module", "oidcc-scope-all")]
    public async Task All_scopes_are_all_claims() => Assert.That(
        await LearntAsync("openid email phone address profile"),
        Is.EquivalentTo((string[])[.. Profile, "email", "email_verified", "address", "phone_number", "phone_number_verified"]));

    [Test, Property("Module", "oidcc-claims-essential")]
    public async Task A_claim_asked_for_by_name_comes_from_userinfo_only()
    {
        var app = await NewAppAsync();
        var question = AskPlainly(app, "openid", ("claims", """{"userinfo":{"name":{"essential":true}}}"""));

        var person = await app.UserInfoAsync(await TokensAsync(app, question));

        Assert.That(person.Text("name"), Is.EqualTo("Ada Lovelace"));
    }

    private async Task<IEnumerable<string>> LearntAsync(string scope)
    {
        var app = await NewAppAsync();
        return (await app.UserInfoAsync(await TokensAsync(app, scope))).Names();
    }
}
