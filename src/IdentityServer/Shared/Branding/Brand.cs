using Microsoft.Extensions.Options;

namespace IdentityServer.Shared.Branding;

/// <summary>The branding as pages and mails use it, with its defaults resolved.</summary>
internal sealed class Brand(IOptions<BrandingOptions> branding, IOptions<ServerOptions> server)
{
    // The cards of the two colour schemes in site.css, on which links and buttons are drawn.
    private static readonly Colour LightCard = Colour.White;
    private static readonly Colour DarkCard = new(0x18, 0x20, 0x2b);
    private static readonly Colour DarkInk = new(0x0b, 0x12, 0x1b);

    public string Name => branding.Value.Name is { Length: > 0 } name ? name : server.Value.RelyingPartyName;

    public string? LogoPath => branding.Value.Logo is { Length: > 0 } ? LogoFile.Path : null;

    /// <summary>Where nobody says where to ask, the page about passkeys helps.</summary>
    public string HelpUrl => branding.Value.HelpUrl?.OriginalString ?? "/help";

    public Uri? PrivacyUrl => branding.Value.PrivacyUrl;

    public Uri? TermsUrl => branding.Value.TermsUrl;

    public bool HasAccent => Colour.TryParse(branding.Value.Accent, out _);

    /// <summary>For what carries its colours with it, on the light and on the dark card.</summary>
    public (string Light, string Dark) Accents => Colour.TryParse(branding.Value.Accent, out var accent)
        ? ($"{accent.ReadableOn(LightCard, end: Colour.Black)}", $"{accent.ReadableOn(DarkCard, end: Colour.White)}")
        : ("#17468c", "#8cb8ff"); // site.css

    /// <summary>The accent as custom properties: a style sheet of its own, because no style may be inline.</summary>
    public string Stylesheet
    {
        get
        {
            if (!HasAccent)
                return "";

            var (light, dark) = Accents;
            return $$"""
                :root { --accent: {{light}}; --on-accent: #ffffff; }
                @media (prefers-color-scheme: dark) { :root { --accent: {{dark}}; --on-accent: {{DarkInk}}; } }

                """;
        }
    }
}
