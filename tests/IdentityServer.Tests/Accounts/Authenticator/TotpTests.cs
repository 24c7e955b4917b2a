using System.Text;
using IdentityServer.Accounts.Authenticator;

namespace IdentityServer.Tests.Accounts.Authenticator;

internal sealed class TotpTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B.
    [TestCase(59, "94287082")]
    [TestCase(1111111109, "07081804")]
    [TestCase(1111111111, "14050471")]
    [TestCase(1234567890, "89005924")]
    [TestCase(2000000000, "69279037")]
    [TestCase(20000000000, "65353130")]
    public void Codes_are_those_of_the_specification(long seconds, string code) =>
        Assert.That(Totp.CodeAt(Secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds)), digits: 8), Is.EqualTo(code));

    // RFC 4226, appendix D.
    [TestCase(0, "755224")]
    [TestCase(1, "287082")]
    [TestCase(2, "359152")]
    [TestCase(3, "969429")]
    [TestCase(4, "338314")]
    [TestCase(9, "520489")]
    public void Six_digits_are_those_of_the_counter(long step, string code) => Assert.That(Totp.CodeAt(Secret, step), Is.EqualTo(code));

    [Test]
    public void A_code_outside_the_steps_that_count_is_found_nowhere()
    {
        Assert.That(Totp.FindStep(Secret, "755224", 0, 2), Is.EqualTo(0));
        Assert.That(Totp.FindStep(Secret, "755224", 1, 2), Is.Null);
        Assert.That(Totp.FindStep(Secret, "969429", 0, 2), Is.Null);
        Assert.That(Totp.FindStep(Secret, "359152", 3, 2), Is.Null, "all of them were used");
    }

    [TestCase("755224", "755224")]
    [TestCase(" 755 224 ", "755224")]
    [TestCase("755-224", "755224")]
    public void What_apps_show_is_understood(string typed, string code)
    {
        Assert.That(Totp.TryParse(typed, out var read), Is.True);
        Assert.That(read, Is.EqualTo(code));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("75522")]
    [TestCase("7552245")]
    [TestCase("75522a")]
    [TestCase("٧٥٥٢٢٤")]
    [TestCase("755224                                                ")]
    public void What_is_no_code_is_refused(string? typed) => Assert.That(Totp.TryParse(typed, out _), Is.False);

    // RFC 4648 §10, as far as secrets are a multiple of five bytes long.
    [TestCase("fooba", "MZXW6YTB")]
    [TestCase("12345678901234567890", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")]
    public void The_key_is_base32(string secret, string text) => Assert.That(AuthenticatorKey.Of(Encoding.ASCII.GetBytes(secret)).Text, Is.EqualTo(text));

    [Test]
    public void The_address_names_the_server_and_the_account()
    {
        var key = AuthenticatorKey.Of(Secret);

        Assert.That(key.UriFor("Example ID", "ada:x@y"), Is.EqualTo(
            "otpauth://totp/Example%20ID:ada%3Ax%40y?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example%20ID&algorithm=SHA1&digits=6&period=30"));
        Assert.That(key.Grouped, Does.StartWith("GEZD GNBV "));
    }
}
