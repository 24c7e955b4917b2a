using System.Buffers.Text;
using IdentityServer.Sessions;

namespace IdentityServer.Tests.Sessions;

/// <summary>The cookie's value is nothing that anybody could find by trying.</summary>
[Property("Case", "7.2.3")]
internal sealed class SessionSecretTests
{
    private static readonly Guid Id = Guid.Parse("0199f2a4-1111-7222-8333-444455556666");

    [Test]
    public void It_has_256_random_bits_beside_the_sessions_id()
    {
        var bytes = Base64Url.DecodeFromChars(SessionSecret.New(Id).ToString());

        Assert.That(bytes, Has.Length.EqualTo(16 + 32));
        Assert.That(bytes[..16], Is.EqualTo(Id.ToByteArray(bigEndian: true)));
    }

    [Test]
    public void No_two_of_one_session_are_alike() =>
        Assert.That(Enumerable.Range(0, 10_000).Select(_ => SessionSecret.New(Id).ToString()).Distinct().Count(), Is.EqualTo(10_000));

    // Each of the 256 bits is set in about half of 2000: 42 standard deviations from never or always, and still seven from a bias to 58 %.
    [Test]
    public void Every_bit_of_it_is_random()
    {
        var ones = new int[256];
        for (var drawn = 0; drawn < 2000; drawn++)
        {
            var secret = SessionSecret.New(Id).Secret;
            for (var bit = 0; bit < ones.Length; bit++)
                ones[bit] += (secret[bit / 8] >> (bit % 8)) & 1;
        }

        Assert.That(ones, Has.All.InRange(840, 1160));
    }

    [Test]
    public void The_row_keeps_a_hash_that_only_this_secret_has()
    {
        var secret = SessionSecret.New(Id);
        var other = SessionSecret.New(Id);

        Assert.That(secret.Hash(), Has.Length.EqualTo(32).And.Not.EqualTo(secret.Secret).And.Not.EqualTo(other.Hash()));
    }
}
