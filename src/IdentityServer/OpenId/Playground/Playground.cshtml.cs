using System.Text.Json;
using IdentityServer.Protocol.OpenId;
using IdentityServer.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.OpenId.Playground;

/// <summary>
/// An app on the server's own pages, for whoever wants to see a sign-in and its tokens within a minute. It is a script in
/// the browser that knows the server only by its protocol.
/// </summary>
[DevelopmentOnly]
[IgnoreAntiforgeryToken] // an answer by form_post comes without one
internal sealed class PlaygroundModel(ProviderSource providers) : PageModel
{
    public Provider Provider { get; private set; } = null!; // set before the page is rendered

    public string Issuer => Provider.Issuer;

    public string RedirectUri => PlaygroundClient.RedirectUri(Issuer);

    /// <summary>What was posted here, for the script to read.</summary>
    public string? Posted { get; private set; }

    public Task OnGetAsync(CancellationToken cancellation) => PrepareAsync(cancellation);

    public Task OnPostAsync(CancellationToken cancellation)
    {
        Posted = JsonSerializer.Serialize(Request.Form.ToDictionary(field => field.Key, field => field.Value.ToString()));
        return PrepareAsync(cancellation);
    }

    private async Task PrepareAsync(CancellationToken cancellation) => Provider = await providers.CurrentAsync(cancellation);
}
