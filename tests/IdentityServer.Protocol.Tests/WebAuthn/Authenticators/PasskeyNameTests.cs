using IdentityServer.Protocol.WebAuthn.Authenticators;

namespace IdentityServer.Protocol.Tests.WebAuthn.Authenticators;

[Property("Case", "UX-43")]
internal sealed class PasskeyNameTests
{
    [TestCase("Work phone", "Work phone")]
    [TestCase("  Work phone\t", "Work phone")]
    [TestCase("Cafe\u0301", "Caf\u00e9", Description = "composed")]
    [TestCase("x", "x")]
    [TestCase("👩‍👩‍👧", "👩‍👩‍👧", Description = "joined emoji")]
    [TestCase("می\u200cخواهم", "می\u200cخواهم", Description = "a language that needs the non-joiner")]
    [TestCase("מפתח שלי", "מפתח שלי", Description = "right to left by itself")]
    [TestCase("<b>\"O'Brien\" & co</b>", "<b>\"O'Brien\" & co</b>", Description = "encoding is for those who show it")]
    public void Names_people_give_are_taken_trimmed_and_composed(string text, string expected)
    {
        Assert.That(PasskeyName.TryRead(text, out var name), Is.True);
        Assert.That(name, Is.EqualTo(expected));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("   ")]
    [TestCase("\u3000\u00a0", Description = "other white space")]
    [TestCase("a\nb")]
    [TestCase("a\0b")]
    [TestCase("a\u007fb")]
    [TestCase("a\u2028b", Description = "line separator")]
    [TestCase("a\u202eb", Description = "right-to-left override")]
    [TestCase("a\u2066b", Description = "isolate")]
    [TestCase("a\u200fb", Description = "right-to-left mark")]
    [TestCase("a\u061cb", Description = "Arabic letter mark")]
    [TestCase("a\u200bb", Description = "zero-width space")]
    [TestCase("a\ufeffb")]
    [TestCase("\u200d", Description = "a joiner that joins nothing")]
    [TestCase("\u0301", Description = "an accent without its letter")]
    [TestCase("a\ue000", Description = "private use")]
    [TestCase("a\u0378", Description = "not assigned")]
    [TestCase("a\U000e0041", Description = "a tag")]
    [TestCase("a\ud800", Description = "half a character")]
    public void Other_texts_are_no_names(string? text) => Assert.That(PasskeyName.TryRead(text, out _), Is.False);

    [TestCase(64, true)]
    [TestCase(65, false)]
    [TestCase(100_000, false)]
    public void Names_have_up_to_64_characters(int length, bool expected)
    {
        Assert.That(PasskeyName.TryRead(new string('x', length), out _), Is.EqualTo(expected));
        Assert.That(PasskeyName.TryRead(string.Concat(Enumerable.Repeat("🔑", length)), out _), Is.EqualTo(expected));
    }

    [TestCase("Phone", "PHONE")]
    [TestCase("Straße 1", "straße 1")]
    [TestCase("Ｐｈｏｎｅ", "phone", Description = "full width")]
    [TestCase("ﬁnger", "finger", Description = "ligature")]
    public void Names_that_look_alike_have_one_key(string one, string other) =>
        Assert.That(PasskeyName.KeyOf(one), Is.EqualTo(PasskeyName.KeyOf(other)));

    [Test]
    [Property("Case", "UX-41")]
    public void The_second_of_a_kind_is_numbered()
    {
        Assert.That(PasskeyName.Unused("Bitwarden", []), Is.EqualTo("Bitwarden"));
        Assert.That(PasskeyName.Unused("Bitwarden", ["bitwarden"]), Is.EqualTo("Bitwarden (2)"));
        Assert.That(PasskeyName.Unused("Bitwarden", ["Bitwarden", "BITWARDEN (2)", "Bitwarden (4)"]), Is.EqualTo("Bitwarden (3)"));
    }

    [Test]
    public void A_numbered_name_still_is_a_name()
    {
        var longest = string.Concat(Enumerable.Repeat("🔑", 64));

        var second = PasskeyName.Unused(longest, [longest]);

        Assert.That(PasskeyName.TryRead(second, out _), Is.True);
        Assert.That(second, Does.EndWith(" (2)"));
    }
}
