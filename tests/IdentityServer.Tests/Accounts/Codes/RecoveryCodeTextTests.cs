using IdentityServer.Accounts.Codes;

namespace IdentityServer.Tests.Accounts.Codes;

internal sealed class RecoveryCodeTextTests
{
    [TestCase(null)]
    [TestCase("")]
    [TestCase("07")]
    [TestCase("K7QF-2M9D-XH4T-0RWE", TestName = "Without its number")]
    [TestCase("00-K7QF-2M9D-XH4T-0RWE")]
    [TestCase("11-K7QF-2M9D-XH4T-0RWE")]
    [TestCase("A7-K7QF-2M9D-XH4T-0RWE")]
    [TestCase("07-K7QF-2M9D-XH4T-0RW")]
    [TestCase("07-K7QF-2M9D-XH4T-0RWEE")]
    [TestCase("07-K7QF-2M9D-XH4T-0RWU", TestName = "A letter that is in no code")]
    [TestCase("07-K7QF-2M9D-XH4T-0RWé")]
    [TestCase("07                                                              -K7QF-2M9D-XH4T-0RWE", TestName = "Longer than anybody types")]
    public void Is_no_code(string? typed) => Assert.That(RecoveryCodeText.TryParse(typed, out _, out _), Is.False);

    [TestCase("07-K7QF-2M9D-XH4T-01WE")]
    [TestCase("07k7qf2m9dxh4t01we")]
    [TestCase(" 07 K7QF 2M9D XH4T 01WE ")]
    [TestCase("O7–K7QF–2M9D–XH4T–OlWE", TestName = "Letters that look like digits, and the dashes of a word processor")]
    public void Is_understood_however_it_is_typed(string typed)
    {
        Assert.That(RecoveryCodeText.TryParse(typed, out var number, out var secret), Is.True);
        Assert.That((number, secret), Is.EqualTo((7, "K7QF2M9DXH4T01WE")));
    }

    [Test]
    public void What_is_printed_is_read_back()
    {
        var secret = RecoveryCodeText.New();

        Assert.That(RecoveryCodeText.TryParse(RecoveryCodeText.Format(10, secret), out var number, out var read), Is.True);
        Assert.That((number, read), Is.EqualTo((10, secret)));
    }
}
