using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IdentityServer.Shared.Outgoing;

/// <summary>Authorities (or single servers' certificates) that are trusted beside those of the operating system.</summary>
internal sealed class TrustedCertificates(X509Certificate2Collection roots)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    public static X509Certificate2Collection Read(string path, string contentRoot)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(Path.GetFullPath(path, contentRoot));
        return certificates;
    }

    /// <summary>What is wrong with the setting, for the operator.</summary>
    public static string? FaultOf(string? path, string contentRoot)
    {
        if (path is null)
            return null;

        try
        {
            return Read(path, contentRoot).Count > 0 ? null : "holds no certificate in PEM form";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"cannot be read: {fault.Message}";
        }
    }

    /// <summary>The usual verdict stands, except where all that was missing is a trusted root.</summary>
    public bool Accept(object sender, X509Certificate? certificate, X509Chain? presented, SslPolicyErrors errors) => errors switch
    {
        SslPolicyErrors.None => true,
        SslPolicyErrors.RemoteCertificateChainErrors when certificate is X509Certificate2 leaf => LeadsToRoot(leaf, presented),
        _ => false,
    };

    private bool LeadsToRoot(X509Certificate2 leaf, X509Chain? presented)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        if (presented is not null)
            chain.ChainPolicy.ExtraStore.AddRange(presented.ChainPolicy.ExtraStore);

        return chain.Build(leaf);
    }
}
