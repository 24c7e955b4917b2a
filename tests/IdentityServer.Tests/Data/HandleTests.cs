using System.Buffers.Text;
using System.Security.Cryptography;
using IdentityServer.Data;

namespace IdentityServer.Tests.Data;

[Property("Case", "H12")]
internal sealed class HandleTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_123);

    [TestCase(null)]
    [TestCase("")]
    [TestCase("AAAA")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", TestName = "one character short")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", TestName = "one character long")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", TestName = "padding")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+", TestName = "the other alphabet")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAA AAAAAAAAAAAAAAAAAAAAA", TestName = "a space inside")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAA\nAAAAAAAAAAAAAAAAAAAAA", TestName = "a line break inside")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB", TestName = "bits beyond the last byte")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAä", TestName = "not ASCII")]
    public void What_we_did_not_write_is_not_read(string? text) =>
        Assert.That(Handle.TryParse(text, out _), Is.False);

    [Test]
    public void A_handle_survives_the_journey_through_the_browser()
    {
        var handle = Handle.New(Now);

        Assert.That(Handle.TryParse(handle.ToString(), out var returned), Is.True);
        Assert.That(returned.ToKey(), Is.EqualTo(handle.ToKey()));
    }

    [Test]
    public void The_key_keeps_the_time_in_clear_and_a_hash_of_the_rest()
    {
        var handle = Handle.New(Now);
        var value = Base64Url.DecodeFromChars(handle.ToString());

        var key = handle.ToKey();

        Assert.That(key[..8], Is.EqualTo(value[..8]));
        Assert.That(key[8..], Is.EqualTo(SHA256.HashData(value)[..24]));
    }

    [Test]
    public void A_key_opens_nothing()
    {
        var handle = Handle.New(Now);
        var stolen = Base64Url.EncodeToString(handle.ToKey());

        Assert.That(Handle.TryParse(stolen, out var presented), Is.True);
        Assert.That(presented.ToKey(), Is.Not.EqualTo(handle.ToKey()));
    }

    [Test]
    public void Another_time_prefix_is_another_key_altogether()
    {
        var value = Base64Url.DecodeFromChars(Handle.New(Now).ToString());
        var one = Parse(value);
        value[7]++;
        var other = Parse(value);

        Assert.That(other.ToKey()[8..], Is.Not.EqualTo(one.ToKey()[8..]));
    }

    [Test]
    public void Later_handles_have_later_keys()
    {
        byte[][] keys = [.. Enumerable.Range(0, 100).Select(i => Handle.New(Now.AddMilliseconds(i)).ToKey())];

        Assert.That(keys.Zip(keys.Skip(1)).All(pair => pair.First.AsSpan().SequenceCompareTo(pair.Second) < 0), Is.True);
    }

    [Test]
    public void No_two_handles_are_alike() =>
        Assert.That(Enumerable.Range(0, 1000).Select(_ => Handle.New(Now).ToString()), Is.Unique);

    [Test]
    public void A_default_handle_says_nothing() =>
        Assert.That(default(Handle).ToString(), Is.Empty);

    private static Handle Parse(byte[] value) =>
        Handle.TryParse(Base64Url.EncodeToString(value), out var handle) ? handle : throw new ArgumentException("Not a handle.");
}
