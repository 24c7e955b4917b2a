using IdentityServer.OpenId.Authorization;
using IdentityServer.OpenId.Claims;
using IdentityServer.OpenId.Clients;
using IdentityServer.OpenId.Keys;
using IdentityServer.Protocol.OpenId.Logout;
using IdentityServer.Protocol.OpenId.Parameters;
using IdentityServer.Protocol.OpenId.Tokens;
using IdentityServer.Sessions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Logout;

/// <summary>A request to sign out, from what it says to what is done.</summary>
internal sealed class EndSessionFlow(
    ProviderSource providers, ClientCatalog clients, Subjects subjects, SigningKeys keys, SessionSignOut signOut, UntrustedRequests untrusted)
{
    public async Task<IResult> GoOnAsync(HttpContext http, ParameterSet parameters, CancellationToken cancellation)
    {
        var situation = await ReadAsync(http, EndSessionRequest.Read(parameters), cancellation);
        switch (EndSessionPolicy.Next(situation))
        {
            case EndSessionStep.Refuse refuse:
                return untrusted.Page(refuse.Error);

            case EndSessionStep.Ask ask:
                return new SeeOther(ConfirmLogoutModel.AddressOf(ask.Return));

            case EndSessionStep.End end:
                await signOut.EndAsync(http, situation.Client, cancellation);
                return new SeeOther(end.Return?.Location ?? SessionSignOut.Page);

            default:
                throw new InvalidOperationException("There is no further step.");
        }
    }

    private async Task<EndSessionSituation> ReadAsync(HttpContext http, EndSessionRequest request, CancellationToken cancellation)
    {
        var provider = await providers.CurrentAsync(cancellation);
        var hint = IdTokenHint.TryRead(request.IdTokenHint, await keys.VerificationAsync(cancellation), provider, out var read) ? read : null;
        var client = await clients.FindAsync(request.ClientId ?? (hint?.Audience is [var only] ? only : null), cancellation);
        var session = await http.FindSessionAsync();

        return new(request, hint, client, session is null ? null
            : new(session.Id.ToString(), client is null ? null : subjects.Of(session.AccountId, client)));
    }
}
