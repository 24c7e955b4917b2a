using System.Globalization;
using IdentityServer.Accounts.Profile.Pictures;
using IdentityServer.Shared.Components;
using IdentityServer.Shared.Languages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Accounts.Profile;

internal sealed class ProfileModel(
    AccountStore accounts, ProfileStore profiles, TimeProvider clock, IStringLocalizer<ProfileWords> text) : AccountPage(accounts)
{
    private ProfileForm before = new();

    [BindProperty]
    public ProfileForm Form { get; set; } = new();

    public string? PhoneNumber => ClaimText.Find(Account.Claims, "phone_number");

    public string? Picture => PictureStore.PathIn(Account.Claims);

    public IEnumerable<SelectListItem> Languages =>
    [
        new(text["Locale.Browser"], ""),
        .. Language.All.Select(it => new SelectListItem(it.NativeName, it.Name)),
        .. Other(before.Locale, Language.All.Select(it => it.Name)),
    ];

    public IEnumerable<SelectListItem> Zones =>
    [
        new(text["Zone.Browser"], ""),
        .. TimeZones.All.Select(id => new SelectListItem(id.Replace('_', ' '), id)),
        .. Other(before.ZoneInfo, TimeZones.All),
    ];

    public void OnGet() => Form = before;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        foreach (var (field, word, longest) in ProfileRules.Read(Form, before, clock.GetUtcNow()))
            ModelState.AddModelError($"{nameof(Form)}.{field}", text[word, longest]);
        if (!ModelState.IsValid)
            return Page();

        if (await profiles.ChangeAsync(Account.Id, SessionId, Form.WriteTo, _ => Task.CompletedTask, cancellation) is var outcome and not ProfileOutcome.Saved)
        {
            ModelState.AddModelError("", text["Fault." + outcome]);
            return Page();
        }

        if (Form.Locale != before.Locale && Language.Match(Form.Locale) is { } language)
        {
            LanguageCookie.Write(HttpContext, language);
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language;
        }

        this.Tell(text["Profile.Saved"]);
        return RedirectToPage();
    }

    protected override async Task LoadAsync(CancellationToken cancellation) => before = ProfileForm.Of(await profiles.ReadAsync(Account.Id, cancellation));

    // What another system brought along is not lost by being shown.
    private static IEnumerable<SelectListItem> Other(string? value, IEnumerable<string> known) =>
        value is null || known.Contains(value) ? [] : [new SelectListItem(value, value)];
}
