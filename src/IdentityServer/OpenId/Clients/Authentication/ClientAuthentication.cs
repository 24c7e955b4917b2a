using IdentityServer.OpenId.Answers;
using IdentityServer.Protocol;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Clients.Authentication;
using IdentityServer.Protocol.OpenId.Parameters;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Clients.Authentication;

/// <summary>Who sends a request to one of the endpoints for clients: exactly one mechanism, the one that is registered.</summary>
internal sealed class ClientAuthentication(
    ClientCatalog clients, ClientSecrets secrets, AssertionCheck assertions, ClientFailures failures, TimeProvider clock)
{
    public async Task<ClientProof> AuthenticateAsync(HttpContext http, ParameterSet form, CancellationToken cancellation)
    {
        if (!CredentialsReader.TryRead(http.Request.Headers.Authorization, form, out var credentials, out var malformed))
            return ClientProof.Refused(Error(http, malformed));

        var client = await clients.FindAsync(credentials.ClientId, cancellation);

        // Who only says a name that anybody may say has nothing to guess: others' guesses do not stop it.
        var guesses = client is not { IsPublic: true } || credentials is not ClientCredentials.Name;
        if (guesses && failures.MustWait(http, client) is { } wait)
            return ClientProof.Refused(wait);

        if (await FirstViolationAsync(http, client, credentials, cancellation) is not { } refusal)
            return ClientProof.Of(client!); // without a client there is a violation

        return ClientProof.Refused(
            await failures.CountAsync(http, client, credentials.Method, refusal) is { } tooMany
                ? tooMany : Error(http, ProtocolError.InvalidClient("client authentication failed")));
    }

    private async ValueTask<ClientRefusal?> FirstViolationAsync(
        HttpContext http, Client? client, ClientCredentials credentials, CancellationToken cancellation)
    {
        // Looked at even when there is nothing to compare it with: how long the answer takes tells nobody which clients there are.
        var secretMatches = credentials is ClientCredentials.Secret secret
            && secrets.Matches(secret.ClientId, secret.Value, client, clock.GetUtcNow());

        return (client, credentials) switch
        {
            (null, _) => ClientRefusal.UnknownClient,
            var (known, shown) when known.AuthenticationMethod != shown.Method => ClientRefusal.WrongMethod,
            (_, ClientCredentials.Secret) => secretMatches ? null : ClientRefusal.WrongSecret,
            var (known, shown) when shown is ClientCredentials.Signed signed =>
                await assertions.FirstViolationAsync(signed.Assertion, known, http.Request.Path, cancellation),
            _ => null,
        };
    }

    // RFC 6749 §5.2: whoever tried the header is told how it is done.
    private static OAuthError Error(HttpContext http, ProtocolError error) => new(error)
    {
        Challenge = error.Status is StatusCodes.Status401Unauthorized && http.Request.Headers.Authorization.Count > 0
            ? "Basic realm=\"clients\", charset=\"UTF-8\"" : null,
    };
}
