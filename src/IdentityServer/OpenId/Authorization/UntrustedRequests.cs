using IdentityServer.Protocol;
using IdentityServer.Shared.Errors;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace IdentityServer.OpenId.Authorization;

/// <summary>Where nothing may be sent to the app: one sentence for the person, one for who builds the app.</summary>
internal sealed class UntrustedRequests(IStringLocalizer<OpenIdWords> text, ILogger<UntrustedRequests> log)
{
    public ErrorPage Page(ProtocolError error)
    {
        log.RequestNotTrusted(error.Code, error.Description);
        return new(text["Untrusted.Sentence"], error.Status) { ForDevelopers = $"{error.Code}: {error.Description}" };
    }

    /// <summary>It was answered, it has expired, or another browser began it: nobody learns which.</summary>
    public ErrorPage Over() => new(text["Over.Sentence"]);
}
