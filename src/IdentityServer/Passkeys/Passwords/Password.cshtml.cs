using IdentityServer.Accounts.Passwords;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Passwords;

internal sealed class PasswordModel(
    PasswordSignIn signIn,
    PasskeyOffers offers,
    InteractionStore interactions,
    IOptions<PasswordOptions> options,
    IStringLocalizer<PasskeyWords> text) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "interaction")]
    public string? Interaction { get; set; }

    [BindProperty(Name = "identifier")]
    public string Identifier { get; set; } = "";

    [BindProperty(Name = "password")]
    public string Password { get; set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!options.Value.Enabled)
            return NotFound();

        Identifier = (await interactions.FindAsync(HttpContext, Interaction, cancellation))?.LoginHint ?? "";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!options.Value.Enabled)
            return NotFound();

        var interaction = await interactions.FindAsync(HttpContext, Interaction, cancellation);
        switch (await signIn.AnswerAsync(HttpContext, interaction, (Identifier ?? "").Trim(), Password ?? "", cancellation))
        {
            case PasswordProof.Accepted accepted:
                var onward = interaction?.Continue(Interaction!) ?? "/account/passkeys";
                return !await offers.IsDueAsync(accepted, cancellation) ? Redirect(onward)
                    : RedirectToPage("/Passkeys/Passwords/Offer", interaction is null ? null : new { interaction = Interaction });
            case PasswordProof.TooMany tooMany:
                return (IActionResult?)TooManyRequests.For(tooMany.Outcome) ?? Page();
            default:
                ModelState.Remove("password");
                ModelState.AddModelError("", text["Password.Wrong"]);
                return Page();
        }
    }
}
