namespace IdentityServer.Shared.Headers;

/// <summary>
/// SS-01 without nonces: nothing is inline and nothing foreign is served as script, so 'self' is the stricter rule.
/// </summary>
internal sealed record ContentSecurityPolicy
{
    /// <summary>For what is data and never a document: should a browser render it after all, nothing in it works.</summary>
    public const string Nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

    /// <summary>An SVG carries its own styles; everything else in it stays dead.</summary>
    public const string Picture = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

    public IReadOnlyList<string> FormTargets { get; init; } = [];

    public IReadOnlyList<string> Frames { get; init; } = [];

    public override string ToString() =>
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; object-src 'none'; base-uri 'none'; "
        + $"form-action {string.Join(' ', ["'self'", .. FormTargets])}; "
        + $"frame-src {(Frames is [] ? "'none'" : string.Join(' ', Frames))}; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'; "
        + $"report-uri {CspReports.Path}; report-to {CspReports.Group}";
}
