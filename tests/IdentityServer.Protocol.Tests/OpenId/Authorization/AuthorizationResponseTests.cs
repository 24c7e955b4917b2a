using IdentityServer.Protocol.OpenId.Authorization;
using IdentityServer.Protocol.OpenId.Authorization.Responses;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Authorization;

internal sealed class AuthorizationResponseTests
{
    [Test]
    [Property("Case", "M01")]
    public void A_code_comes_with_state_and_issuer() =>
        Assert.That(Location(Code()), Is.EqualTo($"{A.RedirectUri}?code=c0de&state=af0ifjsldkj&iss=https%3A%2F%2Fid.test"));

    [Test]
    [Property("Case", "M01")]
    public void An_error_comes_with_state_and_issuer()
    {
        var response = AuthorizationResponse.Error(Address(), ProtocolError.LoginRequired("sign in first"), A.Issuer);

        Assert.That(response.Fields.Select(field => field.Name), Is.EqualTo(new[] { "error", "error_description", "state", "iss" }));
        Assert.That(Location(response), Does.Contain("error=login_required").And.Contain("error_description=sign%20in%20first"));
    }

    [Test]
    [Property("Case", "R06")]
    public void A_registered_query_is_kept()
    {
        const string uri = "https://app.test/cb?bar=foo";
        var client = A.Client() with { RedirectUris = [uri] };
        ReturnAddress.TryProve(A.AuthorizationRequest(("redirect_uri", uri)), client, A.Provider(), out var address, out _);

        Assert.That(Location(AuthorizationResponse.Code(address!, "c0de", A.Issuer)), Does.StartWith("https://app.test/cb?bar=foo&code=c0de&"));
    }

    [Property("Case", "A12")]
    [Property("Case", "H04")]
    [TestCase("-._~abcXYZ019")]
    [TestCase("'\"><script>&=+%20#")]
    [TestCase("grüße 🔑")]
    [TestCase("line\r\nSet-Cookie: a=b")]
    public void State_comes_back_as_it_was_and_encoded_once(string state)
    {
        var location = Location(Code(("state", state)));

        Assert.That(location, Does.Match("^[!-~]+$"));
        Assert.That(Uri.UnescapeDataString(location.Split("state=")[1].Split('&')[0]), Is.EqualTo(state));
    }

    [Test]
    [Property("Case", "A01")]
    public void A_state_sent_twice_is_not_repeated()
    {
        var parameters = A.Parameters(("client_id", "app"), ("redirect_uri", A.RedirectUri), ("state", "one"), ("state", "two"));
        ReturnAddress.TryProve(AuthorizationRequest.Read(parameters), A.Client(), A.Provider(), out var address, out _);

        var response = AuthorizationResponse.Error(address!, ProtocolError.InvalidRequest("twice"), A.Issuer);

        Assert.That(response.Fields.Select(field => field.Name), Does.Not.Contain("state"));
    }

    [Test]
    public void A_fragment_is_used_where_it_was_asked() =>
        Assert.That(Location(Code(("response_mode", "fragment"))), Does.StartWith(A.RedirectUri + "#code=c0de&"));

    [Test]
    [Property("Case", "C13")]
    public void A_form_carries_everything_and_its_address_nothing()
    {
        var form = (Delivery.Form)Code(("response_mode", "form_post")).Deliver();

        Assert.That(form.Action, Is.EqualTo(A.RedirectUri));
        Assert.That(form.Fields, Is.EqualTo(new ResponseField[] { new("code", "c0de"), new("state", "af0ifjsldkj"), new("iss", A.Issuer) }));
    }

    [Property("Case", "A08")]
    [TestCase("code", "query")]
    [TestCase("token", "fragment")]
    [TestCase("code id_token", "fragment")]
    [TestCase(null, "query")]
    public void An_unknown_mode_is_answered_in_the_default_mode(string? responseType, string mode) =>
        Assert.That(Address(("response_mode", "pigeon"), ("response_type", responseType)).Mode.Name, Is.EqualTo(mode));

    private static ReturnAddress Address(params (string, string?)[] changes)
    {
        ReturnAddress.TryProve(A.AuthorizationRequest(changes), A.Client(), A.Provider(), out var address, out _);
        return address!;
    }

    private static AuthorizationResponse Code(params (string, string?)[] changes) =>
        AuthorizationResponse.Code(Address(changes), "c0de", A.Issuer);

    private static string Location(AuthorizationResponse response) => ((Delivery.Redirect)response.Deliver()).Location;
}
