namespace IdentityServer.Data.Protection;

/// <summary>Where a master key is found: exactly one of file, value and certificate. Relative paths start at the content root.</summary>
internal class MasterKeySource
{
    /// <summary>A file that holds 32 random bytes in base64.</summary>
    public string? File { get; set; }

    /// <summary>32 random bytes in base64, for the environment or a secret store.</summary>
    public string? Value { get; set; }

    /// <summary>A PKCS#12 file, or a PEM file, with an RSA key.</summary>
    public string? Certificate { get; set; }

    /// <summary>The PEM file with the private key, where the certificate's file does not hold it.</summary>
    public string? CertificateKey { get; set; }

    public string? CertificatePassword { get; set; }

    internal bool IsEmpty => File is null && Value is null && Certificate is null;
}
