using IdentityServer.Accounts.Passwords;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>MG-07: for whoever has a passkey, the password alone opens nothing on a browser that the account does not know.</summary>
internal sealed class NotEnoughModel(IOptions<PasswordOptions> options) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Interaction { get; set; }

    /// <summary>Neither here nor anywhere else.</summary>
    public bool NeverAlone => options.Value.RequireSecondFactor;
}
