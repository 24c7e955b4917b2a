using IdentityServer.TestKit;
using IdentityServer.Tests.OpenId.Authorization;

namespace IdentityServer.Tests.Passkeys.Passwords;

/// <summary>An app that wants two factors of somebody who has no passkey: a password and a code are two.</summary>
internal sealed class ReachableByPasswordTests
{
    private const string TwoFactors = """{"id_token":{"acr":{"essential":true,"value":"urn:idp:loa:2"}}}""";
    private const string Phishproof = """{"id_token":{"acr":{"essential":true,"value":"phr"}}}""";

    private PasswordPeople people;
    private AuthorizationBench bench;
    private Visitor bob;
    private Guid account;

    [SetUp]
    public async Task SignInWithAPasswordAsync()
    {
        people = new();
        bench = await AuthorizationBench.CreateAsync(host: people.Host);
        account = await people.AddAsync();
        bob = new(people.Host);
        await PasswordPeople.SignInAsync(bob.Http);
    }

    [TearDown]
    public async Task StopAsync()
    {
        bob.Dispose();
        await bench.DisposeAsync();
    }

    [Test]
    public async Task Who_has_an_app_is_asked_for_both_and_goes_on()
    {
        var phone = await AuthenticatorPhone.SetUpAsync(people.Host, account);
        var detour = await AskAsync(TwoFactors);
        var page = await bob.Http.ReadPageAsync(detour.Headers.Location!.OriginalString);
        var password = page.GetElementById("password-again")!.GetAttribute("href")!;

        people.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var half = await bob.Http.SendFormAsync(password, ("identifier", "bob"), ("password", PasswordPeople.Right));
        var done = await bob.Http.SendFormAsync(half.Headers.Location!.ToString(), ("Code", phone.Code()));

        Assert.That(AuthorizationBench.PageOf(detour), Is.EqualTo("/step-up"));
        bench.CodeOf(await bob.Http.GetAsync(done.Headers.Location));
    }

    [Test, Property("Case", "MG-05")]
    public async Task An_app_that_wants_to_see_somebody_again_waits_for_no_question_of_ours()
    {
        using var elsewhere = new Visitor(people.Host);
        people.Host.Clock.Advance(TimeSpan.FromMinutes(1));

        var first = await WithPasswordAsync(elsewhere, await elsewhere.Http.GetAsync(AuthorizationBench.Query()));
        var detour = await bob.Http.GetAsync(AuthorizationBench.Query(("max_age", "0")));
        people.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        var again = await WithPasswordAsync(bob, detour);

        Assert.That(first.Headers.Location!.ToString(), Does.StartWith("/sign-in/passkey?"), "who signs in is asked");
        bench.CodeOf(await bob.Http.GetAsync(again.Headers.Location));
    }

    [Test]
    public async Task Who_has_none_cannot_and_the_app_hears_it()
    {
        Assert.That(AuthorizationBench.ErrorOf(await AskAsync(TwoFactors)), Is.EqualTo("unmet_authentication_requirements"));
    }

    [Test]
    public async Task A_code_resists_no_phishing()
    {
        await AuthenticatorPhone.SetUpAsync(people.Host, account);

        Assert.That(AuthorizationBench.ErrorOf(await AskAsync(Phishproof)), Is.EqualTo("unmet_authentication_requirements"));
    }

    [Test]
    public async Task A_password_that_is_off_reaches_nothing()
    {
        await AuthenticatorPhone.SetUpAsync(people.Host, account);
        await people.SwitchOffAsync(account);

        Assert.That(AuthorizationBench.ErrorOf(await AskAsync(TwoFactors)), Is.EqualTo("unmet_authentication_requirements"));
    }

    private static Task<HttpResponseMessage> WithPasswordAsync(Visitor visitor, HttpResponseMessage detour) => visitor.Http.SendFormAsync(
        $"/sign-in/password?{detour.Headers.Location!.OriginalString.Split('?')[1]}", ("identifier", "bob"), ("password", PasswordPeople.Right));

    private Task<HttpResponseMessage> AskAsync(string claims) => bob.Http.GetAsync(AuthorizationBench.Query(("claims", claims)));
}
