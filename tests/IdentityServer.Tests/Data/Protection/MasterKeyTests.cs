using System.Security.Cryptography;
using IdentityServer.Data.Protection;

namespace IdentityServer.Tests.Data.Protection;

internal sealed class MasterKeyTests
{
    private static readonly byte[] Secret = "a private key"u8.ToArray();

    private readonly MasterKey master = WithRoot();

    [Test]
    public void A_sealed_value_is_opened_for_the_purpose_it_was_sealed_for() =>
        Assert.That(master.Open(master.Seal(Secret, "signing key"), "signing key"), Is.EqualTo(Secret));

    [Test]
    public void What_was_sealed_follows_RFC_5869_and_SP_800_38D_to_the_byte()
    {
        byte[] root = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
        byte[] head = [1, .. Enumerable.Range(7, 16).Select(i => (byte)i)];
        var material = HKDF.Expand(HashAlgorithmName.SHA256, root, outputLength: 44, [.. head, .. "signing key"u8]);
        var (sealedText, tag) = (new byte[Secret.Length], new byte[16]);
        using (var cipher = new AesGcm(material.AsSpan(0, 32), tag.Length))
            cipher.Encrypt(material.AsSpan(32), Secret, sealedText, tag, head);

        Assert.That(new MasterKey(() => root).Open([.. head, .. sealedText, .. tag], "signing key"), Is.EqualTo(Secret));
    }

    [Test]
    public void An_empty_value_can_be_sealed() =>
        Assert.That(master.Open(master.Seal([], "signing key"), "signing key"), Is.Empty);

    [TestCase("cookie")]
    [TestCase("signing ke")]
    [TestCase("signing key ")]
    [TestCase("")]
    public void A_value_is_not_opened_for_another_purpose(string other)
    {
        var message = master.Seal(Secret, "signing key");

        Assert.That(() => master.Open(message, other), Throws.InstanceOf<CryptographicException>());
        Assert.That(master.TryOpen(message, other, out _), Is.False);
    }

    [Test]
    public void A_value_in_which_any_byte_was_changed_is_refused()
    {
        var message = master.Seal(Secret, "signing key");

        for (var at = 0; at < message.Length; at++)
        {
            var changed = message.ToArray();
            changed[at] ^= 1;
            Assert.That(() => master.Open(changed, "signing key"), Throws.InstanceOf<CryptographicException>(), $"byte {at}");
        }
    }

    [Test]
    public void A_value_that_was_cut_or_lengthened_is_refused()
    {
        var message = master.Seal(Secret, "signing key");

        for (var length = 0; length < message.Length; length++)
            Assert.That(master.TryOpen(message.AsSpan(0, length), "signing key", out _), Is.False, $"{length} bytes");
        Assert.That(master.TryOpen([.. message, 0], "signing key", out _), Is.False);
    }

    [Test]
    public void A_value_sealed_by_another_server_is_refused() =>
        Assert.That(master.TryOpen(WithRoot().Seal(Secret, "signing key"), "signing key", out _), Is.False);

    [Test]
    public void Sealing_twice_gives_two_values_that_share_nothing()
    {
        var (one, two) = (master.Seal(Secret, "signing key"), master.Seal(Secret, "signing key"));

        Assert.That(one[17..], Is.Not.EqualTo(two[17..]));
        Assert.That(one[1..17], Is.Not.EqualTo(two[1..17]));
    }

    [Test]
    public void A_derived_key_is_stable_and_belongs_to_its_purpose_and_its_server()
    {
        var key = master.Derive("passkey row");

        Assert.That(key, Has.Length.EqualTo(32));
        Assert.That(master.Derive("passkey row"), Is.EqualTo(key));
        Assert.That(master.Derive("session reference"), Is.Not.EqualTo(key));
        Assert.That(WithRoot().Derive("passkey row"), Is.Not.EqualTo(key));
    }

    // RFC 5869 computed by hand from HMAC: T(1) = HMAC(root, info ‖ 0x01). A change here would orphan every stored MAC.
    [Test]
    public void A_derived_key_is_the_one_that_RFC_5869_gives()
    {
        var root = Enumerable.Range(0, 32).Select(number => (byte)number).ToArray();

        var derived = new MasterKey(() => root).Derive("passkey row");

        Assert.That(derived, Is.EqualTo(HMACSHA256.HashData(root, (byte[])[0, .. "passkey row"u8, 1])));
    }

    [Test]
    public void A_database_that_is_down_at_first_use_is_asked_again()
    {
        var attempts = 0;
        var recovering = new MasterKey(() => ++attempts == 1 ? throw new InvalidOperationException("down") : new byte[32]);

        Assert.That(() => recovering.Derive("passkey row"), Throws.InvalidOperationException);
        Assert.That(recovering.Derive("passkey row"), Has.Length.EqualTo(32));
    }

    [Test]
    public void One_master_key_serves_many_threads_at_once()
    {
        var opened = Enumerable.Range(0, 2_000).AsParallel().WithDegreeOfParallelism(8)
            .Select(number => master.Open(master.Seal(BitConverter.GetBytes(number), "thread"), "thread"))
            .Select(bytes => BitConverter.ToInt32(bytes));

        Assert.That(opened, Is.EquivalentTo(Enumerable.Range(0, 2_000)));
    }

    private static MasterKey WithRoot()
    {
        var root = RandomNumberGenerator.GetBytes(RootKey.Length);
        return new(() => root);
    }
}
