using Microsoft.Extensions.Options;

namespace IdentityServer.Shared.Branding;

internal sealed class BrandingOptionsValidator : IValidateOptions<BrandingOptions>
{
    public ValidateOptionsResult Validate(string? name, BrandingOptions options)
    {
        string[] faults = [.. Faults(options)];
        return faults is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(BrandingOptions options)
    {
        if (options.Accent is { Length: > 0 } accent)
        {
            if (!Colour.TryParse(accent, out var colour))
                yield return $"IdentityServer:Branding:Accent '{accent}' must be a colour such as #1f5f8b";
            else if (colour.ContrastWith(Colour.White) is < Colour.Readable and var contrast)
                yield return $"IdentityServer:Branding:Accent '{accent}' has a contrast of {contrast:0.0} on white; text needs {Colour.Readable:0.0}, so choose a darker shade";
        }

        if (options.Logo is { Length: > 0 } logo && (LogoFile.MediaType(logo) is null || Path.IsPathRooted(logo) || logo.Contains("..", StringComparison.Ordinal)))
            yield return $"IdentityServer:Branding:Logo '{logo}' must be an .svg, .png or .webp file below the data directory";

        foreach (var (key, address) in new[] { ("HelpUrl", options.HelpUrl), ("PrivacyUrl", options.PrivacyUrl), ("TermsUrl", options.TermsUrl) })
            if (address is not null && !(address.IsAbsoluteUri && address.Scheme is "https" or "http" or "mailto"))
                yield return $"IdentityServer:Branding:{key} '{address}' must be an absolute address beginning with https:// or mailto:";
    }
}
