using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>MG-07: for whoever has a passkey, the password alone opens nothing on a browser that the account does not know.</summary>
internal sealed class NotEnoughModel : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Interaction { get; set; }
}
