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

    /// <summary>Whoever came here named themselves a page before, or their app did.</summary>
    public bool IsNamed { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!options.Value.Enabled)
            return NotFound();

        Identifier = (await interactions.FindAsync(HttpContext, Interaction, cancellation))?.LoginHint ?? "";
        IsNamed = Identifier is not "";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!options.Value.Enabled)
            return NotFound();

        var interaction = await interactions.FindAsync(HttpContext, Interaction, cancellation);
        IsNamed = interaction?.LoginHint is { Length: > 0 };
        switch (await signIn.AnswerAsync(HttpContext, interaction, (Identifier ?? "").Trim(), Password ?? "", cancellation))
        {
            case PasswordAnswer.SignedIn signedIn:
                return Redirect(signedIn.Next);
            case PasswordAnswer.CodeWanted wanted:
                return RedirectToPage("/Passkeys/Passwords/Code", new { half = wanted.Half });
            case PasswordAnswer.PasskeyWanted:
                return RedirectToPage("/Passkeys/Passwords/NotEnough", interaction is null ? null : new { interaction = interaction.Handle });
            case PasswordAnswer.TooMany tooMany:
                return (IActionResult?)TooManyRequests.For(tooMany.Outcome) ?? Page();
            default:
                ModelState.Remove("password");
                ModelState.AddModelError("", text["Password.Wrong"]);
                return Page();
        }
    }
}
