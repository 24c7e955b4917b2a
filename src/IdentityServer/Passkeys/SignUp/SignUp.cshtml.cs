using IdentityServer.Accounts;
using IdentityServer.Accounts.SignUp;
using IdentityServer.Notifications;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Shared.Components;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.SignUp;

/// <summary>Asks for a mailbox, and says the same whatever is known about it.</summary>
internal sealed class SignUpModel(
    SignUpLinks links, InteractionStore interactions, IOptions<SignUpOptions> options, IStringLocalizer<PasskeyWords> text, TimeProvider clock) : PageModel
{
    private static readonly TimeSpan SendTime = TimeSpan.FromMilliseconds(20);

    [BindProperty]
    public string? Email { get; set; }

    public SignUpMode Mode => options.Value.Mode;

    public OngoingJourney Going { get; private set; } = OngoingJourney.None;

    public async Task OnGetAsync(string? interaction, CancellationToken cancellation)
    {
        Going = await OngoingJourney.FindAsync(interactions, HttpContext, interaction, cancellation);
        Email = Going.LoginHint;
    }

    public async Task<IActionResult> OnPostAsync(string? interaction, CancellationToken cancellation)
    {
        Going = await OngoingJourney.FindAsync(interactions, HttpContext, interaction, cancellation);
        if (Mode is not SignUpMode.Open)
            return Page();

        if (!MailboxAddress.TryParse(Email?.Trim(), out var address) || !AccountName.IsEmail(address.ToString()))
            return Refuse("SignUp.Invalid");

        // One mail is for somebody who has an account and another is not: both answers wait for the same clock.
        var sent = Task.Delay(SendTime, clock, cancellation);
        var outcome = await links.SendAsync(HttpContext, address, Going.Handle, cancellation);
        await sent;
        if (outcome is { } refused)
        {
            TooManyRequests.For(refused)!.Announce(Response);
            return Refuse("SignUp.TooOften");
        }

        this.Tell(text["SignUp.Sent", address], NoticeKind.Info);
        return Redirect("/sign-up/sent");
    }

    private PageResult Refuse(string word)
    {
        ModelState.AddModelError(nameof(Email), text[word]);
        return Page();
    }
}
