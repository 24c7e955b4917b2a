using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IdentityServer.Data.Protection;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Data.Protection;

internal sealed class KeyWrapReaderTests
{
    private static readonly byte[] Root = new byte[RootKey.Length];

    private static readonly MasterKeySource[] Unusable =
    [
        new() { Value = "" },
        new() { Value = "c2hvcnQ=" },
        new() { Value = Convert.ToBase64String(new byte[33]) },
        new() { Value = "not base64, but quite long enough to be a key" },
        new() { Value = NewSecret(), File = "master.key" },
        new() { Value = NewSecret(), Certificate = "master.pfx" },
        new() { File = "missing.key" },
        new() { File = "." },
        new() { Certificate = "missing.pfx" },
        new() { Certificate = "garbage.pfx" },
        new() { Certificate = "ec.pfx" },
        new() { Certificate = "rsa.pfx", CertificatePassword = "wrong" },
        new() { Certificate = "rsa.crt" },
    ];

    private readonly TemporaryDirectory directory = new();

    [OneTimeSetUp]
    public void WriteFiles()
    {
        using var rsa = Certificate(RSA.Create(2048));
        using var ec = Certificate(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        File.WriteAllText(directory.File("garbage.pfx"), "garbage");
        File.WriteAllBytes(directory.File("rsa.pfx"), rsa.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, "secret"));
        File.WriteAllBytes(directory.File("ec.pfx"), ec.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, ""));
        File.WriteAllText(directory.File("rsa.crt"), rsa.ExportCertificatePem());
        File.WriteAllText(directory.File("rsa.pem"), rsa.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(directory.File("rsa.encrypted.pem"), rsa.GetRSAPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem(
            "secret", new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000)));
        File.WriteAllText(directory.File("both.pem"), File.ReadAllText(directory.File("rsa.crt")) + "\n" + File.ReadAllText(directory.File("rsa.pem")));
    }

    [OneTimeTearDown]
    public void DeleteFiles() => directory.Dispose();

    [TestCaseSource(nameof(Unusable))]
    public void A_source_that_gives_no_key_is_refused_with_a_sentence_that_names_the_setting(object source) =>
        Assert.That(() => Read((MasterKeySource)source), Throws.InstanceOf<FormatException>().With.Message.StartsWith("IdentityServer:MasterKey"));

    [Test]
    public void A_key_from_a_file_and_the_same_key_as_a_value_are_one()
    {
        var secret = NewSecret();
        File.WriteAllText(directory.File("master.key"), secret + "\n");

        var wrapped = Read(new() { File = "master.key" }).Wrap(Root);

        Assert.That(Read(new() { Value = secret }).Unwrap(wrapped), Is.EqualTo(Root));
    }

    [Test]
    public void One_certificate_in_four_forms_is_one_key()
    {
        IKeyWrap[] forms =
        [
            Read(new() { Certificate = "rsa.pfx", CertificatePassword = "secret" }),
            Read(new() { Certificate = "both.pem" }),
            Read(new() { Certificate = "rsa.crt", CertificateKey = "rsa.pem" }),
            Read(new() { Certificate = "rsa.crt", CertificateKey = "rsa.encrypted.pem", CertificatePassword = "secret" }),
        ];

        var wrapped = forms[0].Wrap(Root);

        Assert.That(forms.Select(form => form.Id).Distinct().Count(), Is.EqualTo(1));
        Assert.That(forms.Select(form => form.Unwrap(wrapped)), Is.All.EqualTo(Root));
    }

    [Test]
    public void A_secret_opens_only_what_it_has_wrapped()
    {
        var (mine, other) = (Read(new() { Value = NewSecret() }), Read(new() { Value = NewSecret() }));

        Assert.That(mine.Id, Is.Not.EqualTo(other.Id));
        Assert.That(() => mine.Unwrap(other.Wrap(Root)), Throws.InstanceOf<CryptographicException>());
    }

    [Test]
    public void A_root_key_encrypted_by_somebody_who_only_knows_the_certificate_is_refused()
    {
        using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(directory.File("rsa.crt")));
        using var stranger = RSA.Create(2048);
        var planted = certificate.GetRSAPublicKey()!.Encrypt(Root, RSAEncryptionPadding.OaepSHA256);
        byte[] wrapped = [.. planted, .. stranger.SignData(planted, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)];

        Assert.That(() => Read(new() { Certificate = "both.pem" }).Unwrap(wrapped), Throws.InstanceOf<CryptographicException>());
    }

    private IKeyWrap Read(MasterKeySource source) => KeyWrapReader.Read(source, "IdentityServer:MasterKey", directory.Path);

    private static string NewSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretKeyWrap.KeyLength));

    private static X509Certificate2 Certificate(AsymmetricAlgorithm key)
    {
        var request = key is RSA rsa
            ? new CertificateRequest("CN=master", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
            : new CertificateRequest("CN=master", (ECDsa)key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    }
}
