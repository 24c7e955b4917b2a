using IdentityServer.Accounts;
using IdentityServer.Passkeys.Returning;
using IdentityServer.Shared.Headers;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Passkeys.Pairing;

/// <summary>The second device: it followed the QR code, or somebody types what the first one shows. Opening an address takes nothing up.</summary>
internal sealed class AddHereModel(PairingClaim claims, PairingCode codes, AccountStore accounts, IStringLocalizer<PasskeyWords> text) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "link")]
    public string? Link { get; set; }

    [BindProperty(Name = "identifier")]
    public string? Identifier { get; set; }

    [BindProperty(Name = "code")]
    public string? Code { get; set; }

    /// <summary>Whose account the link is of, as much of the name as strangers may see.</summary>
    public string? MaskedOwner { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ResponsePolicy.Of(HttpContext).SendNoReferrer();
        if (await claims.FindAsync(Link, cancellation) is { } pairing && await accounts.FindAsync(pairing.AccountId, cancellation) is { } account)
            MaskedOwner = MaskedName.Of(account.UserName);
        else if (Link is not null)
            ModelState.AddModelError("", text["AddHere.Wrong"]);
    }

    public async Task<IActionResult> OnPostLinkAsync(CancellationToken cancellation) =>
        Answer(await claims.ByLinkAsync(HttpContext, Link, cancellation));

    public async Task<IActionResult> OnPostCodeAsync(CancellationToken cancellation) =>
        Answer(await codes.TakeUpAsync(HttpContext, (Identifier ?? "").Trim(), Code, cancellation));

    private IActionResult Answer(PairingAnswer answer)
    {
        if (answer is PairingAnswer.TakenUp)
            return RedirectToPage("/Passkeys/Pairing/AddPasskey");
        if (answer is PairingAnswer.TooMany tooMany && TooManyRequests.For(tooMany.Outcome) is { } wait)
            return wait;

        ModelState.AddModelError("", text["AddHere.Wrong"]);
        return Page();
    }
}
