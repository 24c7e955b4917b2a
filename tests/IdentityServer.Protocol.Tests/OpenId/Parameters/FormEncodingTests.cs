using FsCheck;
using FsCheck.Fluent;
using IdentityServer.Protocol.OpenId.Parameters;

namespace IdentityServer.Protocol.Tests.OpenId.Parameters;

internal sealed class FormEncodingTests
{
    [Property("Case", "T08")]
    [TestCase("%")]
    [TestCase("%4")]
    [TestCase("%zz")]
    [TestCase("%+4")]
    [TestCase("% 4")]
    [TestCase("%c3%28")]
    [TestCase("%ff")]
    [TestCase("%ed%a0%80")]
    [TestCase("ü")]
    public void A_broken_escape_is_nothing(string text) => Assert.That(FormEncoding.Decode(text), Is.Null);

    [TestCase("a+b", "a b")]
    [TestCase("a%20b%2B", "a b+")]
    [TestCase("%c3%BC", "ü")]
    [TestCase("", "")]
    public void Text_is_decoded(string text, string expected) => Assert.That(FormEncoding.Decode(text), Is.EqualTo(expected));

    [Test]
    public void Whatever_was_encoded_comes_back() =>
        Prop.ForAll<string>(text =>
        {
            var wellFormed = string.Concat((text ?? "").EnumerateRunes());
            return FormEncoding.Decode(FormEncoding.Encode(wellFormed)) == wellFormed;
        }).QuickCheckThrowOnFailure();
}
