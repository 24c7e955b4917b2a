using IdentityServer.Accounts;
using IdentityServer.Passkeys.Enrolment;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Mvc;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>Between a sign-in with a password and where it leads: one question, and one click past it.</summary>
internal sealed class OfferModel(
    PasskeyOffers offers,
    AccountStore accounts,
    ConditionalOccasion silent,
    InteractionStore interactions,
    CeremonyFunnel funnel) : AccountPage(accounts)
{
    [BindProperty(SupportsGet = true, Name = "interaction")]
    public string? Interaction { get; set; }

    public string Onward { get; private set; } = "/account/passkeys";

    /// <summary>MG-05: before the person is asked, the browser may make one without asking.</summary>
    public bool TriesSilently { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await offers.LacksVerifiedAsync(Account.Id, cancellation))
            return Redirect(Onward);

        var session = (await HttpContext.FindSessionAsync())!; // [Authorize] let nobody in without one
        TriesSilently = !await offers.HasAnyAsync(Account.Id, cancellation) && await silent.FollowsAsync(session, cancellation);

        funnel.Offered(PasskeyOrigin.Password, "offered");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await offers.DeclineAsync(Account.Id, cancellation);
        return Redirect(Onward);
    }

    protected override async Task LoadAsync(CancellationToken cancellation) =>
        Onward = (await interactions.FindAsync(HttpContext, Interaction, cancellation))?.Continue ?? Onward;
}
