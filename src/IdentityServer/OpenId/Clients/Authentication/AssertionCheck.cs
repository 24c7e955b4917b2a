using IdentityServer.OpenId.Assertions;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Clients.Authentication;

namespace IdentityServer.OpenId.Clients.Authentication;

/// <summary>private_key_jwt (OpenID Connect Core §9, RFC 7523): what it says, who signed it, and that it is new.</summary>
internal sealed class AssertionCheck(ProviderSource providers, ClientKeys keys, ReplayKeys replay, TimeProvider clock)
{
    /// <param name="path">The endpoint that was called.</param>
    public async ValueTask<ClientRefusal?> FirstViolationAsync(
        ClientAssertion assertion, Client client, string? path, CancellationToken cancellation)
    {
        var provider = await providers.CurrentAsync(cancellation);
        var context = new AssertionContext(client, Audiences(provider, path), clock.GetUtcNow());
        if (AssertionRules.FirstViolation(assertion, context) is { } refusal)
            return refusal;

        if (await FirstViolationAsync(assertion.Jws, AssertionRules.Expectation(client, provider), client, cancellation) is { } unsigned)
            return ReasonOf(unsigned);

        // Last, so that nobody but the client can use one of its identifiers up.
        return await replay.UseAsync("client_assertion", client.ClientId, assertion.Identifier!, assertion.Expiry!.Value) // the rules saw them
            ? null : ClientRefusal.AssertionReplayed;
    }

    private async ValueTask<JwsRefusal?> FirstViolationAsync(CompactJws jws, JwsExpectation expected, Client client, CancellationToken cancellation)
    {
        var violation = jws.FirstViolation(expected, await keys.OfAsync(client, cancellation));

        // Its keys may have changed since they were fetched.
        return violation is JwsRefusal.KeyNotFound or JwsRefusal.BadSignature && await keys.RenewAsync(client, cancellation) is { } renewed
            ? jws.FirstViolation(expected, renewed)
            : violation;
    }

    // OpenID Connect Core §9 says the token endpoint, RFC 9126 §2 either of the two, later profiles the issuer alone.
    private static string[] Audiences(Provider provider, string? path) =>
        [provider.Issuer, provider.UrlOf(Endpoints.Token), provider.UrlOf(path ?? Endpoints.Token)];

    private static ClientRefusal ReasonOf(JwsRefusal refusal) => refusal switch
    {
        JwsRefusal.AlgorithmNotAllowed => ClientRefusal.AssertionAlgorithm,
        JwsRefusal.KeyNotFound => ClientRefusal.AssertionKey,
        JwsRefusal.BadSignature => ClientRefusal.AssertionSignature,
        _ => ClientRefusal.AssertionHeader,
    };
}
