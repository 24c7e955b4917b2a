using System.Collections.Frozen;
using System.Security.Cryptography.X509Certificates;
using IdentityServer.Protocol.WebAuthn.Metadata;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Trust;

/// <summary>What is demanded of managed groups' authenticators, in the verifier's words, with the newest metadata.</summary>
internal sealed class AuthenticatorDemands(
    MetadataStore store, MetadataSource source, IOptions<PasskeyOptions> options, IHostEnvironment environment, TimeProvider clock)
{
    private readonly Lazy<AuthenticatorRequirements> requirements = new(() => Read(options.Value.Attestation, environment.ContentRootPath));

    private MetadataBlob? metadata;

    public async Task<AuthenticatorPolicy> PresentAsync(CancellationToken cancellation)
    {
        // Another instance may have received a newer issue; its number tells, its signature is verified here again.
        if (await store.FindNumberAsync(cancellation) is { } number && number != metadata?.Number
            && await store.FindAsync(cancellation) is { } issue
            && MetadataBlobReader.Read(issue.Content, source, known: null, clock.GetUtcNow()) is MetadataReading.Accepted accepted)
            metadata = accepted.Blob;

        return new(requirements.Value, metadata);
    }

    private static AuthenticatorRequirements Read(AttestationOptions options, string contentRoot) => new()
    {
        Models = options.Models.Select(Guid.Parse).ToFrozenSet(),
        MinimumCertification = options.MinimumCertification,
        AcceptedWarnings = options.AcceptedWarnings.Select(AuthenticatorStatuses.Parse).ToFrozenSet(),
        PinnedAnchors = [.. options.PinnedAnchors.Select(anchor => new PinnedAnchor(Guid.Parse(anchor.Model), Load(Path.Combine(contentRoot, anchor.Certificate))))],
    };

    private static byte[] Load(string path)
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(path);
        return certificate.RawData;
    }
}
