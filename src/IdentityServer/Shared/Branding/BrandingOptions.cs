namespace IdentityServer.Shared.Branding;

/// <summary>How the pages and mails look to people: whose they are and whom to ask.</summary>
internal sealed class BrandingOptions
{
    /// <summary>Shown on every page and mail; the relying party name when empty.</summary>
    public string? Name { get; set; }

    /// <summary>An SVG, PNG or WebP file, relative to the data directory; a drawn key when empty.</summary>
    public string? Logo { get; set; }

    /// <summary>The colour of buttons and links as #rrggbb, readable on white; the dark shade follows from it.</summary>
    public string? Accent { get; set; }

    public Uri? HelpUrl { get; set; }

    public Uri? PrivacyUrl { get; set; }

    public Uri? TermsUrl { get; set; }
}
