using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using IdentityServer.Protocol.WebAuthn.Attestation;
using IdentityServer.Protocol.WebAuthn.Attestation.Certificates;

namespace IdentityServer.Protocol.Tests.WebAuthn.Attestation;

/// <summary>WebAuthn L3 §16: the examples with attestation, all of them below one published root.</summary>
internal sealed class PublishedVectorTests
{
    private static readonly JsonElement Published = Read();

    private static readonly byte[] Root = Convert.FromHexString(Published.GetProperty("root").GetString()!);

    [TestCase("packed-ES256"), TestCase("packed-ES384"), TestCase("packed-ES512"), TestCase("packed-RS256"), TestCase("packed-EdDSA")]
    [TestCase("tpm"), TestCase("android-key"), TestCase("apple"), TestCase("fido-u2f")]
    public void Certified_example_is_correct_and_leads_to_the_published_root(string name)
    {
        var statement = Verify(name);

        Assert.That(statement?.Type, Is.EqualTo(AttestationType.Certified));
        Assert.That(statement!.Format, Is.EqualTo(name.StartsWith("packed", StringComparison.Ordinal) ? "packed" : name));
        Assert.That(CertificatePath.LeadsTo(statement.TrustPath, [Root], Scene.Now));
    }

    [Test]
    public void Self_attested_example_is_correct() =>
        Assert.That(Verify("packed-self")?.Type, Is.EqualTo(AttestationType.Self));

    [Test]
    public void An_earlier_android_example_is_refused_because_nothing_is_enforced() =>
        Assert.That(Verify("android-key-empty"), Is.Null);

    [TestCase("packed-self"), TestCase("packed-ES256"), TestCase("tpm"), TestCase("android-key"), TestCase("apple"), TestCase("fido-u2f")]
    public void Example_is_refused_with_other_client_data(string name)
    {
        var (attestationObject, clientData) = Find(name);

        Assert.That(AttestationScene.Verify(attestationObject, [.. clientData, (byte)' ']), Is.Null);
    }

    // Not fido-u2f: it signs neither flags nor model, so that not every change can be noticed.
    [Test]
    public void A_mutated_example_never_throws_and_is_never_certified(
        [Values("packed-ES256", "packed-RS256", "tpm", "android-key", "apple")] string name)
    {
        var (attestationObject, clientData) = Find(name);
        var change = from at in Gen.Choose(0, attestationObject.Length - 1) from value in Gen.Choose(0, 255) select (At: at, Value: (byte)value);

        Prop.ForAll(change.NonEmptyListOf().ToArbitrary(), changes =>
        {
            var bent = attestationObject.ToArray();
            foreach (var (at, value) in changes.Take(3))
                bent[at] = value;

            return bent.AsSpan().SequenceEqual(attestationObject)
                || !AttestationScene.TryVerify(bent, clientData, out var statement)
                || !CertificatePath.LeadsTo(statement.TrustPath, [Root], Scene.Now);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static AttestationStatement? Verify(string name)
    {
        var (attestationObject, clientData) = Find(name);
        return AttestationScene.Verify(attestationObject, clientData);
    }

    private static (byte[] AttestationObject, byte[] ClientData) Find(string name)
    {
        var registration = Published.GetProperty("registrations").EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == name);
        return (Bytes("attestationObject"), Bytes("clientDataJson"));

        byte[] Bytes(string member) => Convert.FromHexString(registration.GetProperty(member).GetString()!);
    }

    private static JsonElement Read()
    {
        using var stream = typeof(PublishedVectorTests).Assembly
            .GetManifestResourceStream("IdentityServer.Protocol.Tests.WebAuthn.Vectors.webauthn-l3-attestation.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
