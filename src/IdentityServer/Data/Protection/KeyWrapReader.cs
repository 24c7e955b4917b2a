using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IdentityServer.Data.Protection;

/// <summary>From a setting to a key, or to a sentence about the setting.</summary>
internal static class KeyWrapReader
{
    private const int MinimumRsaBits = 2048;

    /// <exception cref="FormatException">Its message is for the operator.</exception>
    public static IKeyWrap Read(MasterKeySource source, string setting, string contentRoot)
    {
        try
        {
            return source switch
            {
                { File: { } file, Value: null, Certificate: null } => Secret(File.ReadAllText(Path.GetFullPath(file, contentRoot)), $"{setting}:File"),
                { File: null, Value: { } value, Certificate: null } => Secret(value, $"{setting}:Value"),
                { File: null, Value: null, Certificate: { } } => Certificate(source, $"{setting}:Certificate", contentRoot),
                _ => throw new FormatException($"{setting}: set exactly one of File, Value and Certificate"),
            };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{setting} cannot be read: {fault.Message}", fault);
        }
    }

    private static SecretKeyWrap Secret(string text, string setting)
    {
        var key = new byte[SecretKeyWrap.KeyLength];
        if (!Convert.TryFromBase64String(text.Trim(), key, out var length) || length != key.Length)
            throw new FormatException($"{setting} must hold exactly 32 random bytes in base64, as `openssl rand -base64 32` makes them");

        return new(key);
    }

    private static CertificateKeyWrap Certificate(MasterKeySource source, string setting, string contentRoot)
    {
        try
        {
            using var certificate = Load(source, contentRoot);
            return certificate.GetRSAPrivateKey() is { KeySize: >= MinimumRsaBits } key
                ? new(key)
                : throw new FormatException($"{setting} must come with an RSA private key of at least {MinimumRsaBits} bits");
        }
        catch (CryptographicException fault)
        {
            throw new FormatException($"{setting} cannot be opened: {fault.Message}", fault);
        }
    }

    private static X509Certificate2 Load(MasterKeySource source, string contentRoot)
    {
        var path = Path.GetFullPath(source.Certificate!, contentRoot); // Read has looked
        var keyPath = source.CertificateKey is { } key ? Path.GetFullPath(key, contentRoot) : null;

        if (X509Certificate2.GetCertContentType(path) is X509ContentType.Pfx)
            return X509CertificateLoader.LoadPkcs12FromFile(path, source.CertificatePassword);

        return source.CertificatePassword is { } password
            ? X509Certificate2.CreateFromEncryptedPemFile(path, password, keyPath)
            : X509Certificate2.CreateFromPemFile(path, keyPath);
    }
}
