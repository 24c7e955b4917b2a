using Microsoft.AspNetCore.Http;

namespace IdentityServer.Shared.Headers;

/// <summary>
/// What one response may do beyond the strict default. Every verb takes effect at once and must be called before the
/// body begins; give it only addresses that were validated for this very request.
/// </summary>
internal sealed class ResponsePolicy
{
    private readonly HttpResponse response;
    private ContentSecurityPolicy policy = new();

    private ResponsePolicy(HttpResponse response) => this.response = response;

    public static ResponsePolicy Of(HttpContext http)
    {
        if (http.Features.Get<ResponsePolicy>() is { } existing)
            return existing;

        var created = new ResponsePolicy(http.Response);
        http.Features.Set(created);
        return created;
    }

    /// <summary>SS-02: browsers hold the redirect that follows a form post to form-action too.</summary>
    public void AllowFormTarget(Uri address) =>
        Change(policy with { FormTargets = [.. policy.FormTargets, CspSource.Of(address)] });

    /// <summary>Front-channel logout: the page loads each app's logout address in a frame.</summary>
    public void AllowFrame(Uri address) =>
        Change(policy with { Frames = [.. policy.Frames, CspSource.Of(address)] });

    /// <summary>RC-04: for a page whose address carries a token, and which has no form.</summary>
    public void SendNoReferrer() => response.Headers["Referrer-Policy"] = "no-referrer";

    /// <summary>SS-06: at sign-out.</summary>
    /// <param name="cookies">Those of the whole registrable domain, see docs/decisions/sign-out.md.</param>
    public void ClearBrowserData(bool cookies) => response.Headers["Clear-Site-Data"] = cookies ? "\"cookies\", \"storage\"" : "\"storage\"";

    private void Change(ContentSecurityPolicy changed)
    {
        policy = changed;
        response.Headers.ContentSecurityPolicy = policy.ToString();
    }
}
