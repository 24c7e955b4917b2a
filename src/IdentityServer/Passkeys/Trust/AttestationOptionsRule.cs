using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IdentityServer.Protocol.WebAuthn.Metadata;

namespace IdentityServer.Passkeys.Trust;

/// <summary>A demand that cannot be read must stop the start: taken lightly it would demand nothing.</summary>
internal static class AttestationOptionsRule
{
    private const string Section = "IdentityServer:Passkeys:Attestation";

    public static IEnumerable<string> Faults(AttestationOptions options, string contentRoot)
    {
        foreach (var model in options.Models.Concat(options.PinnedAnchors.Select(anchor => anchor.Model)).Where(model => !Guid.TryParse(model, out _)))
            yield return $"{Section}: '{model}' is not a model number (AAGUID) such as 2fc0579f-8113-47ea-b116-bb5a8db9202a";

        foreach (var warning in options.AcceptedWarnings.Where(warning => !AuthenticatorStatuses.Parse(warning).IsWarning))
            yield return $"{Section}:AcceptedWarnings '{warning}' is not a warning of the metadata service such as USER_VERIFICATION_BYPASS";

        foreach (var anchor in options.PinnedAnchors.Where(anchor => !IsCertificate(Path.Combine(contentRoot, anchor.Certificate))))
            yield return $"{Section}:PinnedAnchors '{anchor.Certificate}' is not a certificate that can be read";

        if (options.Metadata is not "" && !IsAddress(options.Metadata) && !File.Exists(Path.Combine(contentRoot, options.Metadata)))
            yield return $"{Section}:Metadata '{options.Metadata}' must be an existing file or an https address";

        if (options.Groups is not [] && options is { Metadata: "", PinnedAnchors: [] })
            yield return $"{Section}:Groups is set, but without Metadata or PinnedAnchors no authenticator could ever be trusted";
    }

    public static bool IsAddress(string text) => text.StartsWith("https://", StringComparison.Ordinal) && Uri.IsWellFormedUriString(text, UriKind.Absolute);

    private static bool IsCertificate(string path)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(path);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
