using System.ComponentModel.DataAnnotations;
using IdentityServer.Shared.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityServer.Shared.Gallery;

/// <summary>Every component in every layout, for whoever builds a page: /dev/look?layout=desk.</summary>
[DevelopmentOnly]
internal sealed class GalleryModel(TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "layout")]
    public string? Place { get; set; }

    [BindProperty, Required, StringLength(12)]
    public string? Name { get; set; }

    [BindProperty, EmailAddress]
    public string? Email { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? Choice { get; set; }

    [BindProperty]
    public bool Agreed { get; set; }

    public string Layout => Place switch
    {
        "desk" => "_Desk",
        "console" => "_Console",
        _ => "_Door",
    };

    public DateTimeOffset Now => clock.GetUtcNow();

    public IActionResult OnPost()
    {
        if (!ModelState.IsValid)
            return Page();

        this.Tell($"The form was sent for {Name}.");
        return RedirectToPage(new { layout = Place });
    }
}
