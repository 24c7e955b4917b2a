using FsCheck;
using FsCheck.Fluent;
using IdentityServer.Protocol.OpenId.Authorization;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Authorization;

internal sealed class RedirectUriRuleTests
{
    private static readonly Client App = A.Client() with { RedirectUris = ["https://rp.example/cb"] };

    private static readonly Client Native = A.PublicClient() with
    {
        ApplicationType = ApplicationType.Native,
        RedirectUris = ["http://127.0.0.1/cb", "http://[::1]/cb", "com.example.app:/cb"],
    };

    [Property("Case", "R01")]
    [TestCase("https://rp.example/cb/")]
    [TestCase("https://rp.example/CB")]
    [TestCase("https://rp.example/cb?")]
    [TestCase("https://rp.example/cb?foo=bar")]
    public void Nothing_but_the_same_string_matches(string requested) => Assert.That(IsTrusted(App, requested), Is.False);

    [Property("Case", "R02")]
    [TestCase("https://rp.example/%63b")]
    [TestCase("https://rp.example/cb/../cb")]
    [TestCase("https://rp.example//cb")]
    [TestCase("https://rp.example/cb;x")]
    [TestCase("https://rp.example/./cb")]
    public void Another_spelling_of_the_path_does_not_match(string requested) => Assert.That(IsTrusted(App, requested), Is.False);

    [Property("Case", "R03")]
    [TestCase("https://rp@rp.example/cb")]
    [TestCase("https://rp.example@evil.test/cb")]
    [TestCase("https://a@b@rp.example/cb")]
    [TestCase("https://rp.example\\@evil.test/cb")]
    [TestCase("https://rp.example/..;/cb")]
    [TestCase("https://rp.example/cb\t")]
    [TestCase("https://rp.example/cb\n")]
    [TestCase(" https://rp.example/cb")]
    public void What_parsers_disagree_about_does_not_match(string requested) => Assert.That(IsTrusted(App, requested), Is.False);

    [Test]
    [Property("Case", "R05")]
    public void A_fragment_does_not_match() => Assert.That(IsTrusted(App, "https://rp.example/cb#x"), Is.False);

    [Property("Case", "R06")]
    [TestCase("https://rp.example/cb?bar=foo", true)]
    [TestCase("https://rp.example/cb?foo=bar", false)]
    [TestCase("https://rp.example/cb", false)]
    [TestCase("https://rp.example/cb?bar=foo&x=1", false)]
    public void A_registered_query_must_be_there(string requested, bool trusted) =>
        Assert.That(IsTrusted(App with { RedirectUris = ["https://rp.example/cb?bar=foo"] }, requested), Is.EqualTo(trusted));

    [Property("Case", "R07")]
    [Property("Case", "R09")]
    [TestCase("http://127.0.0.1:51004/cb")]
    [TestCase("http://127.0.0.1/cb")]
    [TestCase("http://[::1]:51004/cb")]
    public void An_app_on_a_device_picks_its_loopback_port(string requested)
    {
        Assert.That(ReturnAddress.TryProve(Request(requested), Native, A.Provider(), out var address, out _));
        Assert.That(address!.RedirectUri, Is.EqualTo(requested));
    }

    [Property("Case", "R08")]
    [TestCase("http://127.0.0.1:51004/other")]
    [TestCase("http://127.0.0.1:51004/cb?x=1")]
    [TestCase("http://localhost:51004/cb", Description = "R09: only if registered")]
    [TestCase("https://127.0.0.1:51004/cb")]
    [TestCase("http://127.0.0.1.evil.com/cb")]
    [TestCase("http://127.0.0.1:51004@evil.com/cb")]
    [TestCase("http://127.0.0.1:/cb")]
    [TestCase("http://127.0.0.1:051004/cb")]
    [TestCase("http://127.0.0.1:x/cb")]
    [TestCase("http://127.1/cb")]
    [TestCase("http://0x7f.1/cb")]
    [TestCase("http://2130706433/cb")]
    [TestCase("HTTP://127.0.0.1/cb")]
    public void Only_the_port_of_a_loopback_address_varies(string requested) => Assert.That(IsTrusted(Native, requested), Is.False);

    [Test]
    [Property("Case", "R07")]
    public void A_server_on_loopback_keeps_its_port()
    {
        var client = A.Client() with { RedirectUris = ["http://127.0.0.1:5001/cb"] };

        Assert.That(IsTrusted(client, "http://127.0.0.1:5002/cb"), Is.False);
        Assert.That(IsTrusted(client, "http://127.0.0.1:5001/cb"), Is.True);
    }

    [Test]
    public void A_port_varies_on_loopback_only() =>
        Assert.That(IsTrusted(Native with { RedirectUris = ["https://rp.example/cb"] }, "https://rp.example:444/cb"), Is.False);

    [TestCase(1), TestCase(2)]
    [Property("Case", "R13")]
    public void A_missing_address_is_never_guessed(int registered)
    {
        var client = App with { RedirectUris = [.. new[] { "https://rp.example/cb", "https://rp.example/cb2" }.Take(registered)] };

        Assert.That(ReturnAddress.TryProve(A.AuthorizationRequest(("redirect_uri", null)), client, A.Provider(), out _, out var error), Is.False);
        Assert.That(error!.Code, Is.EqualTo("invalid_request"));
    }

    [Test]
    [Property("Case", "R16")]
    public void The_address_of_another_client_does_not_match() => Assert.That(IsTrusted(App, A.RedirectUri), Is.False);

    [Property("Case", "R17")]
    [TestCase("https://RP.example/cb")]
    [TestCase("HTTPS://rp.example/cb")]
    public void Case_is_not_ignored(string requested) => Assert.That(IsTrusted(App, requested), Is.False);

    [Test]
    [Property("Case", "R18")]
    public void A_very_long_address_is_refused() => Assert.That(IsTrusted(App, "https://rp.example/" + new string('a', 10_000)), Is.False);

    [Test]
    [Property("Case", "A01")]
    public void An_address_sent_twice_is_refused()
    {
        var request = AuthorizationRequest.Read(A.Parameters(
            ("client_id", "app"), ("redirect_uri", "https://rp.example/cb"), ("redirect_uri", "https://rp.example/cb")));

        Assert.That(ReturnAddress.TryProve(request, App, A.Provider(), out _, out _), Is.False);
    }

    [Test]
    public void Whatever_is_not_registered_does_not_match() =>
        Prop.ForAll<string>(text => IsTrusted(App, text) == (text == "https://rp.example/cb")).QuickCheckThrowOnFailure();

    [Test]
    public void A_small_change_of_a_registered_address_does_not_match()
    {
        const string registered = "http://127.0.0.1/cb?a=b";
        var client = Native with { RedirectUris = [registered] };
        var change = from position in Gen.Choose(0, registered.Length)
                     from character in Gen.Elements("@/\\:.#?;%*[]0aA \t\n".ToCharArray())
                     select registered.Insert(position, character.ToString());

        Prop.ForAll(change.ToArbitrary(), requested => !IsTrusted(client, requested)).QuickCheckThrowOnFailure();
    }

    private static AuthorizationRequest Request(string redirectUri) => A.AuthorizationRequest(("redirect_uri", redirectUri));

    private static bool IsTrusted(Client client, string redirectUri) =>
        ReturnAddress.TryProve(Request(redirectUri), client, A.Provider(), out _, out _);
}
