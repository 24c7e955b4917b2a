using IdentityServer.OpenId.Authorization;
using IdentityServer.Protocol.OpenId.Logout;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Logout;

/// <summary>RP-Initiated Logout §2: where apps send people who want to sign out.</summary>
internal static class EndSessionEndpoint
{
    public static async Task<IResult> AnswerAsync(HttpContext http, EndSessionFlow flow, UntrustedRequests untrusted, CancellationToken cancellation)
    {
        if (!(await BrowserRequest.ReadAsync(http, EndSessionRequest.Understood, cancellation)).Gives(out var parameters, out var refusal))
            return untrusted.Page(refusal.Error);

        return BrowserRequest.ByGet(http, parameters) ?? await flow.GoOnAsync(http, parameters, cancellation);
    }
}
