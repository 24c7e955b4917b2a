using System.Text;
using FsCheck;
using FsCheck.Fluent;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.Protocol.Tests.Jose;

internal sealed class StrictBase64UrlTests
{
    [TestCase("", "")]
    [TestCase("Zg", "f")]
    [TestCase("Zm8", "fo")]
    [TestCase("Zm9v", "foo")]
    [TestCase("Zm9vYmFy", "foobar")]
    public void Canonical_text_is_decoded(string text, string expected)
    {
        Assert.That(StrictBase64Url.TryDecode(text, out var bytes));
        Assert.That(Encoding.ASCII.GetString(bytes!), Is.EqualTo(expected));
    }

    [Property("Case", "K04")]
    [TestCase("Zg==", TestName = "Padding_is_refused")]
    [TestCase("Zm8=", TestName = "One_character_of_padding_is_refused")]
    [TestCase("Zm9v ", TestName = "A_trailing_space_is_refused")]
    [TestCase("Zm9v\n", TestName = "A_trailing_line_feed_is_refused")]
    [TestCase("Zm\r\n9v", TestName = "A_line_break_inside_is_refused")]
    [TestCase("Zh", TestName = "Stray_bits_after_one_byte_are_refused")]
    [TestCase("Zm9", TestName = "Stray_bits_after_two_bytes_are_refused")]
    [TestCase("Zm9vY", TestName = "A_lone_last_character_is_refused")]
    [TestCase("ab+/", TestName = "The_other_alphabet_is_refused")]
    [TestCase("Zm9.", TestName = "A_dot_is_refused")]
    [TestCase("Zm9\u00f6", TestName = "A_letter_beyond_ASCII_is_refused")]
    [TestCase("Zm9\u0000", TestName = "NUL_is_refused")]
    public void Anything_else_is_refused(string text) => Assert.That(StrictBase64Url.TryDecode(text, out _), Is.False);

    [Test]
    public void Nothing_is_not_a_value() => Assert.That(StrictBase64Url.TryDecode((string?)null, out _), Is.False);

    [Test]
    public void Whatever_was_encoded_comes_back() =>
        Prop.ForAll<byte[]>(bytes => StrictBase64Url.TryDecode(StrictBase64Url.Encode(bytes), out var back) && back.AsSpan().SequenceEqual(bytes))
            .QuickCheckThrowOnFailure();

    [Test]
    public void No_value_has_two_spellings()
    {
        var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ ";
        var text = Gen.Elements(letters.ToCharArray()).ArrayOf().Select(characters => new string(characters));

        Prop.ForAll(text.ToArbitrary(), spelling => !StrictBase64Url.TryDecode(spelling, out var bytes) || StrictBase64Url.Encode(bytes) == spelling)
            .QuickCheckThrowOnFailure();
    }
}
