using IdentityServer.OpenId.Authorization;
using IdentityServer.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Logout;
using IdentityServer.Protocol.OpenId.Parameters;
using IdentityServer.Sessions;
using IdentityServer.Shared.Headers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.OpenId.Logout;

/// <summary>
/// Whoever could not prove to speak for this session only brought the person here. The address carries nothing that is
/// believed: the way back is proven anew.
/// </summary>
internal sealed class ConfirmLogoutModel(ClientCatalog clients, SessionSignOut signOut) : PageModel
{
    private const string Address = "/connect/logout/confirm";

    public PostLogoutAddress? Return { get; private set; }

    public static string AddressOf(PostLogoutAddress? wayBack) => wayBack is null ? Address
        : $"{Address}?{new ParameterSet([
            new("client_id", wayBack.Client.ClientId),
            new("post_logout_redirect_uri", wayBack.RedirectUri),
            new("state", wayBack.State ?? ""),
        ]).ToForm()}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await HttpContext.FindSessionAsync() is null)
            return Redirect(SessionSignOut.Page);

        await ProveReturnAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await ProveReturnAsync(cancellation);
        await signOut.EndAsync(HttpContext, Return?.Client, cancellation);
        return ResultAction.SeeOther(Return?.Location ?? SessionSignOut.Page);
    }

    private async Task ProveReturnAsync(CancellationToken cancellation)
    {
        var request = EndSessionRequest.Read(ParameterSet.FromForm(Request.QueryString.Value is [_, .. var query] ? query : ""));
        Return = PostLogoutAddress.Prove(request, await clients.FindAsync(request.ClientId, cancellation));
        if (Return is not null)
            ResponsePolicy.Of(HttpContext).AllowFormTarget(new(Return.RedirectUri));
    }
}
