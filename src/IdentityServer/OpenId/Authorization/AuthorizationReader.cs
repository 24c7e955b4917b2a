using IdentityServer.OpenId.PushedAuthorization;
using IdentityServer.Protocol.OpenId.Authorization;
using IdentityServer.Protocol.OpenId.Parameters;

namespace IdentityServer.OpenId.Authorization;

/// <summary>From what the browser brought to the request, wherever that is written.</summary>
internal sealed class AuthorizationReader(PushedRequests pushed)
{
    public async Task<Journey?> ReadAsync(ParameterSet parameters, CancellationToken cancellation)
    {
        if (parameters["request_uri"] is not { } requestUri || !PushedRequests.IsPushed(requestUri))
            return new(AuthorizationRequest.Read(parameters));

        // RFC 9126 §4: what stands beside the request_uri does not count, but for the client that may use it.
        return await pushed.FindAsync(requestUri, parameters["client_id"], cancellation) is { } found
            ? new(AuthorizationRequest.Read(PushedRequests.ParametersOf(found).With("client_id", found.ClientId)) with { WasPushed = true }) { PushedId = found.Id }
            : null;
    }
}
