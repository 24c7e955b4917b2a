using IdentityServer.Protocol;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Authorization;

/// <summary>
/// Where our pages send the browser back to. Nothing of the request comes along: it is looked at anew, as it was stored,
/// with what has become of its client and its person meanwhile.
/// </summary>
internal static class ResumeEndpoint
{
    public const string Path = "/connect/authorize/resume";

    public static async Task<IResult> AnswerAsync(
        HttpContext http, string? interaction, string? cancel, Journeys journeys, AuthorizationFlow flow, UntrustedRequests untrusted, CancellationToken cancellation)
    {
        if (await journeys.FindAsync(http, interaction, cancellation) is not { } journey)
            return untrusted.Over();

        return cancel is null
            ? await flow.GoOnAsync(http, journey, cancellation)
            : await flow.GiveUpAsync(journey, ProtocolError.AccessDenied("the person went back"), cancellation);
    }
}
