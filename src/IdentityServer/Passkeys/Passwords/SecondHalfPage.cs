using IdentityServer.Shared.Components;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>Between the password and the session.</summary>
internal abstract class SecondHalfPage(HalfSignInStore halves, IStringLocalizer<PasskeyWords> text) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "half")]
    public string? Half { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public string? Interaction { get; private set; }

    /// <summary>What is said of a code that does not fit.</summary>
    protected abstract string WrongWord { get; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : BeginAgain();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
            return BeginAgain();

        switch (await AnswerAsync(cancellation))
        {
            case PasswordAnswer.SignedIn signedIn:
                return Redirect(signedIn.Next);
            case PasswordAnswer.TooMany tooMany:
                return (IActionResult?)TooManyRequests.For(tooMany.Outcome) ?? Page();
            case PasswordAnswer.Refused:
                ModelState.Clear();
                ModelState.AddModelError(nameof(Code), text[WrongWord]);
                Code = null;
                return Page();
            default:
                return BeginAgain();
        }
    }

    protected abstract Task<PasswordAnswer> AnswerAsync(CancellationToken cancellation);

    private RedirectResult BeginAgain()
    {
        this.Tell(text["Code.Over"], NoticeKind.Warn);
        return Redirect($"/sign-in/password?interaction={Interaction}");
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        var half = await halves.FindAsync(HttpContext, Half, cancellation);
        Interaction = half?.Interaction;
        return half is not null;
    }
}
