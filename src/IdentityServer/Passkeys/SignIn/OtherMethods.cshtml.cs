using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.Passkeys.SignIn;

/// <summary>The same for everybody: what an account has is nobody's business before it is signed in to.</summary>
internal sealed class OtherMethodsModel : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Interaction { get; set; }
}
