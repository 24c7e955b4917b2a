using IdentityServer.Shared.Text;

namespace IdentityServer.Tests.Shared.Text;

internal sealed class TypedTextTests
{
    [TestCase(0)]
    [TestCase(0xfffe)]
    [TestCase(0xffff)]
    [TestCase(0xd83f)]
    [TestCase(0xdffe)]
    public void What_is_no_text_becomes_the_sign_for_what_cannot_be_read(int sign) =>
        Assert.That($"a{(char)sign}b".Composed(), Is.EqualTo("a\ufffdb"));

    [Test]
    public void The_last_two_of_a_plane_do_too() => Assert.That("\ud83f\udffe".Composed(), Is.EqualTo("\ufffd"));

    [TestCase("Ada Lovelace")]
    [TestCase("山田 太郎")]
    [TestCase("👩‍🔬")]
    public void What_is_text_stays(string typed) => Assert.That(typed.Composed(), Is.EqualTo(typed));

    [Test]
    public void What_looks_the_same_is_the_same() => Assert.That("e\u0301".Composed(), Is.EqualTo("\u00e9"));
}
