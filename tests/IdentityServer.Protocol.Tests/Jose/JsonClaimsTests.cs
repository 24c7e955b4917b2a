using System.Text;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.Protocol.Tests.Jose;

internal sealed class JsonClaimsTests
{
    [Test]
    public void An_absent_claim_is_nothing_and_no_error()
    {
        var claims = Parse("{}");

        Assert.That(claims.TryGetString("x", out var text) && text is null);
        Assert.That(claims.TryGetStrings("x", out var texts) && texts is null);
        Assert.That(claims.TryGetBoolean("x", out var flag) && flag is null);
        Assert.That(claims.TryGetTime("x", out var time) && time is null);
        Assert.That(claims.TryGetObject("x", out var json) && json is null);
        Assert.That(claims.Has("x"), Is.False);
    }

    [Test]
    public void A_claim_of_the_right_type_is_read()
    {
        var claims = Parse("""{"s":"a","l":["a","b"],"b":true,"f":false,"t":1300819380,"o":{"x":1}}""");

        Assert.That(claims.TryGetString("s", out var text) && text == "a");
        Assert.That(claims.TryGetStrings("s", out var one) && one is ["a"]);
        Assert.That(claims.TryGetStrings("l", out var two) && two is ["a", "b"]);
        Assert.That(claims.TryGetBoolean("b", out var yes) && yes is true);
        Assert.That(claims.TryGetBoolean("f", out var no) && no is false);
        Assert.That(claims.TryGetTime("t", out var time) && time == DateTimeOffset.FromUnixTimeSeconds(1300819380));
        Assert.That(claims.TryGetObject("o", out var json) && json is not null);
        Assert.That(claims.Has("s"));
    }

    [TestCase("0", 0), TestCase("253402300799", 253402300799)]
    public void The_first_and_the_last_second_are_read(string json, long seconds) =>
        Assert.That(Parse($$"""{"x":{{json}}}""").TryGetTime("x", out var time) && time?.ToUnixTimeSeconds() == seconds);

    [TestCase("null"), TestCase("1"), TestCase("true"), TestCase("[]"), TestCase("{}")]
    public void What_is_no_string_is_refused(string json) => Assert.That(Parse($$"""{"x":{{json}}}""").TryGetString("x", out _), Is.False);

    [TestCase("null"), TestCase("1"), TestCase("{}"), TestCase("""["a",1]"""), TestCase("[null]"), TestCase("""[["a"]]""")]
    public void What_is_no_string_and_no_list_of_strings_is_refused(string json) => Assert.That(Parse($$"""{"x":{{json}}}""").TryGetStrings("x", out _), Is.False);

    [TestCase("null"), TestCase("1"), TestCase("\"true\"")]
    public void What_is_no_boolean_is_refused(string json) => Assert.That(Parse($$"""{"x":{{json}}}""").TryGetBoolean("x", out _), Is.False);

    [TestCase("null"), TestCase("[]"), TestCase("\"{}\"")]
    public void What_is_no_object_is_refused(string json) => Assert.That(Parse($$"""{"x":{{json}}}""").TryGetObject("x", out _), Is.False);

    [TestCase("null"), TestCase("\"1300819380\""), TestCase("-1"), TestCase("1.5"), TestCase("1.0"), TestCase("1e3"), TestCase("1e400"), TestCase("true")]
    [TestCase("253402300800", Description = "the year 10000"), TestCase("9223372036854775808", Description = "beyond 64 bits")]
    [Property("Case", "K10")]
    public void What_is_no_whole_second_is_refused(string json) => Assert.That(Parse($$"""{"x":{{json}}}""").TryGetTime("x", out _), Is.False);

    private static JsonClaims Parse(string json) =>
        JsonClaims.TryParse(Encoding.UTF8.GetBytes(json), out var claims) ? claims : throw new AssertionException("No object.");
}
