using IdentityServer.Shared;
using IdentityServer.Shared.Headers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace IdentityServer.Notifications.Pickup;

/// <summary>One mail, as its reader sees it and as a program without HTML does.</summary>
[DevelopmentOnly]
internal sealed class LetterModel(PickupDirectory directory, IOptions<ServerOptions> server) : PageModel
{
    public ReceivedMail Mail { get; private set; } = null!; // OnGet has found it, or there is no page

    public IActionResult OnGet(string name)
    {
        if (directory.Find(name) is not { } mail)
            return NotFound();

        Mail = mail;
        ResponsePolicy.Of(HttpContext).AllowFrame(new(server.Value.Issuer));
        return Page();
    }
}
