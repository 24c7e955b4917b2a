using System.Buffers.Binary;
using System.Text;
using IdentityServer.Accounts.Profile.Pictures;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Accounts.Pictures;

/// <summary>Three kinds by their bytes; nothing else, nothing huge, and nothing that tells where it was taken.</summary>
internal sealed class PictureFileTests
{
    private const string Secret = "52.5163N 13.3777E";

    [Test]
    public void A_png_loses_what_was_written_into_it()
    {
        var clean = PictureFile.Read(SamplePictures.Png(8, 8, ("tEXt", Secret), ("eXIf", Secret), ("tRNS", "\0")))!;

        Assert.That(clean.MediaType, Is.EqualTo("image/png"));
        Assert.That(Encoding.Latin1.GetString(clean.Content), Does.Not.Contain(Secret).And.Not.Contain("tEXt").And.Contain("tRNS"));
        Assert.That(PictureFile.Read(clean.Content)!.Content, Is.EqualTo(clean.Content));
    }

    [Test]
    public void A_jpeg_loses_what_the_camera_wrote()
    {
        var clean = PictureFile.Read(SamplePictures.Jpeg(8, 8, (0xE1, "Exif\0\0" + Secret), (0xED, Secret), (0xFE, Secret), (0xE2, "ICC_PROFILE\0colours"), (0xE2, "MPF\0" + Secret)))!;

        Assert.That(clean.MediaType, Is.EqualTo("image/jpeg"));
        Assert.That(Encoding.Latin1.GetString(clean.Content), Does.Not.Contain(Secret).And.Contain("JFIF").And.Contain("colours"));
        Assert.That(PictureFile.Read(clean.Content)!.Content, Is.EqualTo(clean.Content));
    }

    [Test]
    public void A_webp_loses_its_metadata_and_says_so()
    {
        var clean = PictureFile.Read(SamplePictures.WebP(8, 8, ("EXIF", Secret), ("XMP ", Secret)))!;

        Assert.That(clean.MediaType, Is.EqualTo("image/webp"));
        Assert.That(Encoding.Latin1.GetString(clean.Content), Does.Not.Contain(Secret).And.Not.Contain("EXIF"));
        Assert.That(clean.Content[20] & 0b1100, Is.Zero, "VP8X");
        Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(clean.Content.AsSpan(4)), Is.EqualTo(clean.Content.Length - 8));
        Assert.That(PictureFile.Read(clean.Content)!.Content, Is.EqualTo(clean.Content));
    }

    [Test]
    public void What_hangs_behind_the_picture_is_cut_off()
    {
        byte[] tail = [.. "<script>alert(1)</script>"u8];

        foreach (var file in (byte[][])[SamplePictures.Png(8, 8), SamplePictures.Jpeg(8, 8), SamplePictures.WebP(8, 8)])
            Assert.That(PictureFile.Read([.. file, .. tail])!.Content, Is.EqualTo(PictureFile.Read(file)!.Content));
    }

    [TestCase("")]
    [TestCase("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")]
    [TestCase("<html><script>alert(1)</script></html>")]
    [TestCase("GIF89a")]
    [TestCase("BM")]
    [TestCase("RIFF\u0010\0\0\0WAVEfmt ")]
    public void What_is_no_picture_is_refused(string file) => Assert.That(PictureFile.Read(Encoding.Latin1.GetBytes(file)), Is.Null);

    [Test]
    public void A_picture_too_large_for_any_browser_is_refused()
    {
        Assert.That(PictureFile.Read(SamplePictures.Png(4097, 1)), Is.Null);
        Assert.That(PictureFile.Read(SamplePictures.Png(1, uint.MaxValue)), Is.Null);
        Assert.That(PictureFile.Read(SamplePictures.Jpeg(1, 4097)), Is.Null);
        Assert.That(PictureFile.Read(SamplePictures.WebP(4097, 1)), Is.Null);
        Assert.That(PictureFile.Read(SamplePictures.Png(0, 1)), Is.Null);
        Assert.That(PictureFile.Read(SamplePictures.Png(4096, 4096)), Is.Not.Null);
    }

    [Test]
    public void Wherever_a_file_is_cut_or_bent_nothing_breaks()
    {
        foreach (var file in (byte[][])[SamplePictures.Png(8, 8, ("tEXt", Secret)), SamplePictures.Jpeg(8, 8, (0xE1, Secret)), SamplePictures.WebP(8, 8, ("EXIF", Secret))])
        {
            for (var length = 0; length < file.Length; length++)
                Assert.DoesNotThrow(() => PictureFile.Read(file.AsSpan(0, length)));

            for (var place = 0; place < file.Length; place++)
                foreach (var value in (byte[])[0x00, 0x01, 0x7F, 0x80, 0xD9, 0xDA, 0xFE, 0xFF])
                {
                    var bent = file.ToArray();
                    bent[place] = value;
                    Assert.DoesNotThrow(() => PictureFile.Read(bent));
                }
        }
    }
}
