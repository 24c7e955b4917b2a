using System.Text;
using IdentityServer.OpenId.Logos;

namespace IdentityServer.Tests.OpenId.Logos;

internal sealed class PictureTypeTests
{
    [TestCase("")]
    [TestCase("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>")]
    [TestCase("<?xml version=\"1.0\"?><svg/>")]
    [TestCase("<html><script>alert(1)</script></html>")]
    [TestCase("GIF89a")]
    [TestCase("RIFF____WAVE")]
    [TestCase("RIFF")]
    [TestCase("%PDF-1.7")]
    public void What_is_no_picture_of_ours_is_none(string content) =>
        Assert.That(PictureType.Of(Encoding.ASCII.GetBytes(content)), Is.Null);

    [Test]
    public void Half_a_signature_is_none()
    {
        Assert.That(PictureType.Of([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A]), Is.Null);
        Assert.That(PictureType.Of([0xFF, 0xD8]), Is.Null);
        Assert.That(PictureType.Of([0x00, 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), Is.Null, "not at the very beginning");
    }

    [Test]
    public void A_picture_is_known_by_its_first_bytes()
    {
        Assert.That(PictureType.Of([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00]), Is.EqualTo("image/png"));
        Assert.That(PictureType.Of([0xFF, 0xD8, 0xFF, 0xE0]), Is.EqualTo("image/jpeg"));
        Assert.That(PictureType.Of("RIFF\u0010\u0000\u0000\u0000WEBPVP8 "u8), Is.EqualTo("image/webp"));
    }
}
