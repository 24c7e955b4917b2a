using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using IdentityServer.Protocol.WebAuthn.Metadata;
using IdentityServer.TestKit.SoftAuthenticator.Attestation;

namespace IdentityServer.Protocol.Tests.WebAuthn.Metadata;

internal sealed class MetadataBlobTests
{
    private static readonly Guid Model = new("11111111-2222-3333-4444-555555555555");

    private readonly SoftAuthority _root = new("Metadata Root");
    private readonly SoftAuthority _vendor = new("Vendor");

    private MetadataSource Source => new([_root.Certificate], SoftMetadata.SignerName);

    private SoftMetadata Good => new(_root) { Entries = [SoftMetadata.Entry(Model, _vendor.Certificate, SoftMetadata.Report("FIDO_CERTIFIED_L2", "2025-06-01"))] };

    [OneTimeTearDown]
    public void Dispose()
    {
        _root.Dispose();
        _vendor.Dispose();
    }

    [Test]
    public void A_good_issue_is_read()
    {
        var blob = Accept(Good);

        Assert.That((blob.Number, blob.NextUpdate), Is.EqualTo((7L, new DateOnly(2026, 2, 1))));
        var entry = blob.Models[Model];
        Assert.That(entry.Description, Is.EqualTo("Soft Authenticator"));
        Assert.That(entry.Anchors.Single().ToArray(), Is.EqualTo(_vendor.Certificate));
        Assert.That(entry.ProtectsKeysInHardware);
        Assert.That(entry.Reports, Is.EqualTo(new[] { new StatusReport(AuthenticatorStatus.FidoCertifiedL2, new(2025, 6, 1)) }));
    }

    [TestCase("\n"), TestCase("\r\n")]
    public void A_file_may_end_in_a_line_break(string end) =>
        Assert.That(Read([.. Good.Write(), .. Encoding.ASCII.GetBytes(end)]), Is.InstanceOf<MetadataReading.Accepted>());

    [TestCase(null), TestCase(6), TestCase(7)]
    public void A_number_may_stay_or_rise(long? known) =>
        Assert.That(MetadataBlobReader.Read(Good.Write(), Source, known, Scene.Now), Is.InstanceOf<MetadataReading.Accepted>());

    [Test]
    public void A_number_that_went_back_is_refused() =>
        Assert.That(MetadataBlobReader.Read(Good.Write(), Source, 8, Scene.Now), Is.EqualTo((MetadataReading)MetadataRefusal.NumberWentBack));

    [Test]
    public void An_overdue_issue_is_still_an_issue()
    {
        var blob = Accept(Good);

        Assert.That(blob.IsOverdue(new(2026, 2, 1, 23, 59, 59, TimeSpan.Zero)), Is.False);
        Assert.That(blob.IsOverdue(new(2026, 2, 2, 0, 0, 0, TimeSpan.Zero)));
    }

    [Test]
    public void Another_signer_below_the_same_root_is_refused()
    {
        Refuses(Good with { Name = "evil.test" }, MetadataRefusal.UntrustedSigner);
        Refuses(Good with { Name = "*.test" }, MetadataRefusal.UntrustedSigner);
        Refuses(Good with { Certificate = draft => new(draft.Key) { Subject = new("CN=Signer") } }, MetadataRefusal.UntrustedSigner);
    }

    [Test]
    public void A_signer_below_another_root_is_refused()
    {
        using var namesake = new SoftAuthority("Metadata Root");

        Refuses(Good with { Authority = namesake }, MetadataRefusal.UntrustedSigner);
        Refuses(Good with { Authority = namesake, Header = header => header["x5c"]!.AsArray().Add(Convert.ToBase64String(_root.Certificate)) }, MetadataRefusal.UntrustedSigner);
    }

    [Test]
    public void An_expired_signer_is_refused() =>
        Refuses(Good with { Certificate = draft => draft with { NotAfter = Scene.Now.AddDays(-1) } }, MetadataRefusal.UntrustedSigner);

    [Test]
    public void A_signer_may_stand_below_an_intermediate()
    {
        using var intermediate = new SoftAuthority("Between", _root);
        var blob = Good with
        {
            Authority = intermediate,
            Header = header => header["x5c"]!.AsArray().Add(Convert.ToBase64String(intermediate.Certificate)),
        };

        Assert.That(Read(blob.Write()), Is.InstanceOf<MetadataReading.Accepted>());
    }

    [Test]
    public void A_bent_signature_is_refused()
    {
        Refuses(Good with { Signature = signature => [.. signature[..^1], (byte)(signature[^1] ^ 1)] }, MetadataRefusal.BadSignature);
        Refuses(Good with { Signature = signature => new byte[signature.Length] }, MetadataRefusal.BadSignature);
        Refuses(Good with { Header = header => header["alg"] = "none" }, MetadataRefusal.BadSignature);
        Refuses(Good with { Header = header => header["alg"] = "RS256" }, MetadataRefusal.BadSignature);
        Refuses(Good with { Header = header => header["typ"] = "at+jwt" }, MetadataRefusal.BadSignature);
        Refuses(Good with { Header = header => header["crit"] = new JsonArray("exp") }, MetadataRefusal.BadSignature);
        Refuses(Good with { Header = header => header["jwk"] = new JsonObject() }, MetadataRefusal.BadSignature);
    }

    [Test]
    public void A_signer_with_a_key_we_cannot_use_is_refused()
    {
        using var koblitz = ECDsa.Create(ECCurve.CreateFromFriendlyName("brainpoolP320r1"));
        var key = new PublicKey(koblitz);

        Refuses(Good with { Certificate = draft => draft with { Key = key } }, MetadataRefusal.BadSignature);
    }

    [TestCase(2048, true), TestCase(1024, false)]
    public void A_signer_with_an_RSA_key_is_accepted_when_it_is_long_enough(int bits, bool good)
    {
        using var rsa = RSA.Create(bits);
        var token = Encoding.ASCII.GetString((Good with
        {
            Header = header => header["alg"] = "RS256",
            Certificate = draft => draft with { Key = new(rsa) },
        }).Write());
        var signed = token[..token.LastIndexOf('.')];
        var signature = rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        var reading = Read(Encoding.ASCII.GetBytes($"{signed}.{Base64Url.EncodeToString(signature)}"));

        Assert.That(reading is MetadataReading.Accepted, Is.EqualTo(good));
    }

    [Test]
    public void A_header_need_not_say_its_type() =>
        Assert.That(Read((Good with { Header = header => header.Remove("typ") }).Write()), Is.InstanceOf<MetadataReading.Accepted>());

    [TestCase("batchCertificate"), TestCase("certificate")]
    public void A_report_may_name_a_batch_in_either_way(string member)
    {
        var report = SoftMetadata.Report("ATTESTATION_KEY_COMPROMISE");
        report[member] = "AQID";

        var blob = Accept(Good with { Entries = [SoftMetadata.Entry(Model, _vendor.Certificate, report)] });

        Assert.That(blob.Models[Model].Reports.Single().Batch?.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public void Of_two_certificates_in_a_report_the_one_of_the_batch_counts()
    {
        var report = SoftMetadata.Report("ATTESTATION_KEY_COMPROMISE");
        report["certificate"] = "BAUG";
        report["batchCertificate"] = "AQID";

        var blob = Accept(Good with { Entries = [SoftMetadata.Entry(Model, _vendor.Certificate, report)] });

        Assert.That(blob.Models[Model].Reports.Single().Batch?.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public void A_payload_that_is_no_object_is_malformed() =>
        Assert.That(() => MetadataPayloadReader.Read("[]"u8.ToArray()), Throws.InstanceOf<FormatException>());

    [Test]
    public void A_header_without_usable_certificates_is_malformed()
    {
        Refuses(Good with { Header = header => header.Remove("x5c") }, MetadataRefusal.Malformed);
        Refuses(Good with { Header = header => header["x5c"] = new JsonArray() }, MetadataRefusal.Malformed);
        Refuses(Good with { Header = header => header["x5c"] = "text" }, MetadataRefusal.Malformed);
        Refuses(Good with { Header = header => header["x5c"] = new JsonArray("****") }, MetadataRefusal.Malformed);
        Refuses(Good with { Header = header => header["x5c"] = new JsonArray("AAAA") }, MetadataRefusal.Malformed);
        Refuses(Good with { Header = header => header["x5c"] = new JsonArray([.. Enumerable.Repeat(0, 9).Select(_ => header["x5c"]![0]!.DeepClone())]) }, MetadataRefusal.Malformed);
    }

    [Test]
    public void A_payload_of_another_shape_is_malformed()
    {
        Refuses(Good with { Payload = payload => payload.Remove("no") }, MetadataRefusal.Malformed);
        Refuses(Good with { Payload = payload => payload["no"] = "7" }, MetadataRefusal.Malformed);
        Refuses(Good with { Payload = payload => payload.Remove("nextUpdate") }, MetadataRefusal.Malformed);
        Refuses(Good with { NextUpdate = "01.02.2026" }, MetadataRefusal.Malformed);
        Refuses(Good with { Payload = payload => payload.Remove("entries") }, MetadataRefusal.Malformed);
        Refuses(Good with { Payload = payload => payload["entries"] = new JsonObject() }, MetadataRefusal.Malformed);
        Refuses(Good with { Entries = [Good.Entries[0], Good.Entries[0].DeepClone()] }, MetadataRefusal.Malformed);
    }

    [Test]
    public void What_is_no_token_is_malformed() =>
        Assert.That(Read("<html>"u8.ToArray()), Is.EqualTo((MetadataReading)MetadataRefusal.Malformed));

    [Test]
    public void An_entry_that_cannot_be_read_is_left_out()
    {
        var second = Guid.NewGuid();
        var unreadable = new[]
        {
            JsonNode.Parse("""{"aaid":"1234#5678","statusReports":[]}""")!,
            JsonNode.Parse("""{"aaguid":"no","statusReports":[]}""")!,
            JsonNode.Parse("""{"aaguid":"11111111-2222-3333-4444-666666666666"}""")!,
            JsonNode.Parse("""{"aaguid":"11111111-2222-3333-4444-777777777777","statusReports":[{"status":"REVOKED","effectiveDate":"soon"}]}""")!,
            JsonNode.Parse("7")!,
        };

        var blob = Accept(Good with { Entries = [.. unreadable, .. Good.Entries, SoftMetadata.Entry(second, _vendor.Certificate)] });

        Assert.That(blob.Models.Keys, Is.EquivalentTo(new[] { Model, second }));
    }

    [Test]
    public void U2F_models_are_found_by_the_keys_of_their_certificates()
    {
        var entry = SoftMetadata.Entry(Model, _vendor.Certificate);
        entry.Remove("aaguid");
        entry["attestationCertificateKeyIdentifiers"] = new JsonArray("00112233445566778899AABBCCDDEEFF00112233");

        var blob = Accept(Good with { Entries = [entry] });

        Assert.That(blob.Models, Is.Empty);
        Assert.That(blob.ModelsByKey, Contains.Key("00112233445566778899aabbccddeeff00112233"));
    }

    [Test]
    public void The_Alliances_own_root_is_built_in()
    {
        var source = MetadataSource.FidoAlliance;

        Assert.That(source.SignerName, Is.EqualTo("mds.fidoalliance.org"));
        Assert.That(
            Convert.ToHexString(SHA256.HashData(source.Roots.Single().Span)),
            Is.EqualTo("CBB522D7B7F127AD6A0113865BDF1CD4102E7D0759AF635A7CF4720DC963C53B"));
    }

    [Test]
    public void A_mutated_issue_never_throws_and_is_never_accepted()
    {
        var good = Good.Write();
        var change = from at in Gen.Choose(0, good.Length - 1) from value in Gen.Choose(0, 255) select (At: at, Value: (byte)value);

        Prop.ForAll(change.NonEmptyListOf().ToArbitrary(), changes =>
        {
            var bent = good.ToArray();
            foreach (var (at, value) in changes.Take(3))
                bent[at] = value;

            return bent.AsSpan().TrimEnd("\r\n"u8).SequenceEqual(good) || Read(bent) is MetadataReading.Refused;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    private MetadataBlob Accept(SoftMetadata metadata) =>
        Read(metadata.Write()) is MetadataReading.Accepted accepted ? accepted.Blob : throw new AssertionException("The issue was refused.");

    private void Refuses(SoftMetadata metadata, MetadataRefusal reason) =>
        Assert.That(Read(metadata.Write()), Is.EqualTo((MetadataReading)reason));

    private MetadataReading Read(byte[] blob) => MetadataBlobReader.Read(blob, Source, known: null, Scene.Now);
}
