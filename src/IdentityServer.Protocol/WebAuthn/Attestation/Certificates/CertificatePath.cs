using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IdentityServer.Protocol.WebAuthn.Reading;

namespace IdentityServer.Protocol.WebAuthn.Attestation.Certificates;

/// <summary>
/// Does a path lead to a trusted certificate, at this moment? Nothing is fetched: no certificates, no revocation lists.
/// An anchor may stand anywhere: the metadata service also lists intermediates and single leaves as roots.
/// </summary>
internal static class CertificatePath
{
    private const X509ChainStatusFlags Tolerated =
        X509ChainStatusFlags.NoError | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot;

    public static bool LeadsTo(IReadOnlyList<ReadOnlyMemory<byte>> path, IReadOnlyCollection<ReadOnlyMemory<byte>> anchors, DateTimeOffset now)
    {
        if (path is [] || anchors.Count is 0)
            return false;

        return Untrusted.TryRead(path, path => new Certificates(path, anchors), out var certificates)
            && certificates.Use(now);
    }

    private sealed class Certificates
    {
        private readonly List<X509Certificate2> _path;
        private readonly HashSet<ReadOnlyMemory<byte>> _anchors;
        private readonly X509Certificate2Collection _anchorCertificates = [];

        public Certificates(IReadOnlyList<ReadOnlyMemory<byte>> path, IReadOnlyCollection<ReadOnlyMemory<byte>> anchors)
        {
            _path = [.. path.Select(AttestationCertificate.Read)];
            _anchors = anchors.ToHashSet(ByteContent.Comparer);
            foreach (var anchor in anchors)
                _anchorCertificates.Add(AttestationCertificate.Read(anchor));
        }

        public bool Use(DateTimeOffset now)
        {
            try
            {
                return IsAnchorItself(now) || ChainReachesAnchor(now);
            }
            finally
            {
                foreach (var certificate in _path.Concat(_anchorCertificates))
                    certificate.Dispose();
            }
        }

        private bool IsAnchorItself(DateTimeOffset now) =>
            _anchors.Contains(_path[0].RawDataMemory)
            && _path[0].NotBefore.ToUniversalTime() <= now.UtcDateTime
            && _path[0].NotAfter.ToUniversalTime() >= now.UtcDateTime;

        private bool ChainReachesAnchor(DateTimeOffset now)
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.DisableCertificateDownloads = true;
            chain.ChainPolicy.VerificationTime = now.UtcDateTime;
            chain.ChainPolicy.CustomTrustStore.AddRange(_anchorCertificates);
            chain.ChainPolicy.ExtraStore.AddRange(_anchorCertificates);
            chain.ChainPolicy.ExtraStore.AddRange(_path.Skip(1).ToArray());
            // An anchor that is not self-signed leaves the chain "partial"; that is for the last line here to judge.
            chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;

            if (!CanBuild(chain))
                return false;

            var trusted = chain.ChainStatus.All(status => (status.Status & ~Tolerated) == 0)
                && chain.ChainElements.Any(element => _anchors.Contains(element.Certificate.RawDataMemory));

            foreach (var element in chain.ChainElements)
                element.Certificate.Dispose();

            return trusted;
        }

        // The answer is in the chain's status. Some broken certificates are parsed and then make OpenSSL itself give up.
        private bool CanBuild(X509Chain chain)
        {
            try
            {
                chain.Build(_path[0]);
                return true;
            }
            catch (CryptographicException)
            {
                return false;
            }
        }
    }
}
