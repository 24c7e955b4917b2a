using IdentityServer.Accounts;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Accounts.SignUp;
using IdentityServer.Passkeys.Returning;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Shared.Requests;
using IdentityServer.Shared.Telemetry;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.SignIn;

/// <summary>The front door. Somebody already signed in passes through, unless an app's request sent them here.</summary>
internal sealed class SignInModel(
    InteractionStore interactions,
    CeremonyFunnel funnel,
    KnownHere known,
    IOptions<PasskeyOptions> options,
    IOptions<PasswordOptions> passwords,
    IOptions<SignUpOptions> signUp) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "interaction")]
    public string? InteractionHandle { get; set; }

    [BindProperty(Name = "identifier")]
    public string? Identifier { get; set; }

    public InteractionApp? App { get; private set; }

    /// <summary>Back to the app, without what it asked for.</summary>
    public string? Cancel { get; private set; }

    /// <summary>The address names a journey that is over: the sign-in works, but it leads to the account only.</summary>
    public bool Expired { get; private set; }

    /// <summary>Who is greeted, as much of the name as strangers may see.</summary>
    public string? KnownName { get; private set; }

    /// <summary>Whether whoever names themselves is asked for a password next. It depends on the server alone, not on the name.</summary>
    public bool Passwords => passwords.Value.Enabled;

    /// <summary>Whoever has no account can make one.</summary>
    public bool SignUp => signUp.Value.Mode is SignUpMode.Open;

    /// <summary>UX-75: inside an app's own window, where passkeys seldom work. A hint; whether they do the script finds out.</summary>
    public bool Embedded => DeviceFamily.Of(Request).Browser is DeviceFamily.Embedded;

    public bool Immediate => options.Value.ImmediateSheet;

    public bool Welcome => Request.Query["welcome"] == "administrator" || Request.Query["welcome"] == "newcomer";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (InteractionHandle is null && await HttpContext.FindSessionAsync() is not null)
            return Redirect("/account/passkeys");

        await LoadAsync(cancellation);
        funnel.PageShown(HttpContext, CeremonyKind.Login);
        return Page();
    }

    /// <summary>On to the password, for any name alike. Without that there is nothing a name is good for where no script runs: the other ways are the next step.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation) =>
        Passwords && Identifier?.Trim() is { Length: > 0 and <= AccountName.MaxLength } name
            ? Redirect($"/sign-in/password?interaction={await interactions.NameAsync(HttpContext, InteractionHandle, name, cancellation)}")
            : RedirectToPage("/Passkeys/SignIn/OtherMethods", new { interaction = InteractionHandle });

    /// <summary>"Remove this account from this device": the greeting, not the passkeys.</summary>
    public IActionResult OnPostForget()
    {
        ReturningCookie.Forget(HttpContext);
        return RedirectToPage(new { interaction = InteractionHandle });
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var interaction = await interactions.FindAsync(HttpContext, InteractionHandle, cancellation);
        Expired = InteractionHandle is not null && interaction is null;
        if (Expired)
            InteractionHandle = null;

        App = interaction?.App;
        Cancel = App is null ? null : interaction?.Cancel;
        Identifier = interaction?.LoginHint;
        KnownName = await known.FindAsync(HttpContext, cancellation) is { } person && MayGreet(person, interaction) ? person.Name : null;
    }

    // An app that names somebody else means somebody else.
    private static bool MayGreet(KnownPerson person, Interaction? interaction) =>
        (interaction?.AccountId is not { } expected || expected == person.Account.Id)
        && (interaction?.LoginHint is not { Length: > 0 } hint || Is(person.Account, hint));

    private static bool Is(AccountFacts account, string name) =>
        AccountName.Normalize(name) is var wanted
        && (wanted == AccountName.Normalize(account.UserName) || (account.EmailConfirmed && wanted == AccountName.Normalize(account.Email)));
}
