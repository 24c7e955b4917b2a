using IdentityServer.Protocol.OpenId.Authorization;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Authorization;

internal sealed class TrustTests
{
    [Test]
    [Property("Case", "R15")]
    public void An_unknown_client_and_a_disabled_one_are_refused_alike()
    {
        var unknown = Refusal(A.AuthorizationRequest(), null);
        var disabled = Refusal(A.AuthorizationRequest(), A.Client() with { IsDisabled = true });

        Assert.That(unknown, Is.EqualTo(disabled));
        Assert.That(unknown?.Code, Is.EqualTo("invalid_request"));
    }

    [Test]
    [Property("Case", "A01")]
    public void A_client_id_sent_twice_is_refused()
    {
        var request = AuthorizationRequest.Read(A.Parameters(("client_id", "app"), ("client_id", "app"), ("redirect_uri", A.RedirectUri)));

        Assert.That(Refusal(request, A.Client()), Is.Not.Null);
    }

    [Test]
    [Property("Case", "R20")]
    public void Whatever_else_is_wrong_is_told_after_the_address_is_proven()
    {
        var request = A.AuthorizationRequest(("redirect_uri", "https://evil.test/"), ("response_type", "nonsense"), ("scope", null));

        Assert.That(Refusal(request, A.Client())?.Description, Does.StartWith("redirect_uri"));
    }

    [Test]
    public void A_client_that_must_push_cannot_write_its_request_into_the_address()
    {
        var client = A.Client() with { RequirePushedAuthorizationRequests = true };

        Assert.That(Refusal(A.AuthorizationRequest(), client), Is.Not.Null);
        Assert.That(Refusal(A.AuthorizationRequest() with { WasPushed = true }, client), Is.Null);
    }

    [Test]
    [Property("Case", "M11")]
    public void An_address_that_was_removed_meanwhile_is_no_longer_trusted()
    {
        var pushed = A.AuthorizationRequest() with { WasPushed = true };

        Assert.That(Refusal(pushed, A.Client() with { RedirectUris = ["https://app.test/new"] }), Is.Not.Null);
    }

    private static ProtocolError? Refusal(AuthorizationRequest request, Client? client) =>
        ReturnAddress.TryProve(request, client, A.Provider(), out _, out var error) ? null : error;
}
