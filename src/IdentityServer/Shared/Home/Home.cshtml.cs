using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.Shared.Home;

internal sealed class HomeModel : PageModel
{
    public bool IsSignedIn => User.Identity is { IsAuthenticated: true };
}
