using IdentityServer.Shared.Requests;
using IdentityServer.Shared.Telemetry;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys;

/// <summary>
/// WA-02: what browsers say they can do with passkeys (WebAuthn L3 §5.1.7). Each capability is counted by itself and
/// nothing holds them together, so that no browser, let alone a person, can be told from the counts.
/// </summary>
internal sealed class BrowserCapabilities(Tally tally)
{
    /// <summary>Whatever else a page sends is not even looked at.</summary>
    public static readonly string[] Known =
    [
        "conditionalCreate", "conditionalGet", "hybridTransport", "immediateGet", "passkeyPlatformAuthenticator",
        "userVerifyingPlatformAuthenticator", "relatedOrigins", "signalAllAcceptedCredentials", "signalCurrentUserDetails", "signalUnknownCredential",
    ];

    /// <summary>A browser that says nothing may well be able to.</summary>
    public void Reported(HttpContext http, IReadOnlyDictionary<string, bool?> said)
    {
        var browser = DeviceFamily.Of(http.Request).Browser;
        foreach (var capability in Known)
            tally.Count(Measures.Capabilities, capability, InWords(said.GetValueOrDefault(capability)), browser);
    }

    private static string InWords(bool? able) => able switch
    {
        true => "yes",
        false => "no",
        null => "unknown",
    };
}
