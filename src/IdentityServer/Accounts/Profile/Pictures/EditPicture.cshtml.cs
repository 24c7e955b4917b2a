using IdentityServer.Shared.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Accounts.Profile.Pictures;

// More than is taken, so that who has a large picture hears so beside the field.
[RequestSizeLimit(8 * PictureFile.MaxLength), RequestFormLimits(MultipartBodyLengthLimit = 8 * PictureFile.MaxLength)]
internal sealed class EditPictureModel(AccountStore accounts, PictureStore pictures, IStringLocalizer<ProfileWords> text) : AccountPage(accounts)
{
    [BindProperty]
    public IFormFile? Chosen { get; set; }

    public bool Has => ClaimText.Find(Account.Claims, "picture") is not null;

    public string? Shown => PictureStore.PathIn(Account.Claims);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Chosen is null or { Length: 0 })
            return Refuse("Picture.None");

        if (Chosen.Length > PictureFile.MaxLength)
            return Refuse("Picture.TooLarge");

        using var content = new MemoryStream((int)Chosen.Length);
        await Chosen.CopyToAsync(content, cancellation);
        if (PictureFile.Read(content.ToArray()) is not { } picture)
            return Refuse("Picture.Unknown");

        if (await pictures.SetAsync(Account.Id, SessionId, picture, cancellation) is var outcome and not ProfileOutcome.Saved)
            return Refuse("Fault." + outcome);

        this.Tell(text["Picture.Saved"]);
        return Redirect("/account/profile");
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellation)
    {
        await pictures.RemoveAsync(Account.Id, SessionId, cancellation);
        this.Tell(text["Picture.Removed"]);
        return Redirect("/account/profile");
    }

    private PageResult Refuse(string word)
    {
        ModelState.Clear();
        ModelState.AddModelError(nameof(Chosen), text[word]);
        return Page();
    }
}
