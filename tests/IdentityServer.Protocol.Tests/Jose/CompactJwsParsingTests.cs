using System.Text;
using FsCheck;
using FsCheck.Fluent;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.Protocol.Tests.Jose;

internal sealed class CompactJwsParsingTests
{
    private const string Header = "eyJhbGciOiJFUzI1NiJ9";

    [Test]
    public void Three_canonical_parts_are_a_token() => Assert.That(CompactJws.TryParse($"{Header}.e30.AAAA", out _));

    [Property("Case", "K04")]
    [TestCase("", TestName = "Empty_text_is_no_token")]
    [TestCase("abc", TestName = "One_part_is_no_token")]
    [TestCase($"{Header}.e30", TestName = "Two_parts_are_no_token")]
    [TestCase($"{Header}.e30.", TestName = "An_empty_signature_is_no_token")]
    [TestCase($"{Header}..AAAA", TestName = "A_detached_payload_is_no_token")]
    [TestCase($".e30.AAAA", TestName = "An_empty_header_is_no_token")]
    [TestCase("..", TestName = "Two_dots_are_no_token")]
    [TestCase($"{Header}.e30.AAAA.AAAA", TestName = "Four_parts_are_no_token")]
    [TestCase($"{Header}.e30.AAAA.", TestName = "A_trailing_dot_is_no_token")]
    [TestCase($"{Header}.e30.AAAA\n", TestName = "A_trailing_line_feed_is_no_token")]
    [TestCase($" {Header}.e30.AAAA", TestName = "A_leading_space_is_no_token")]
    [TestCase($"{Header}.e30=.AAAA", TestName = "Padding_in_the_payload_is_no_token")]
    [TestCase($"{Header}=.e30.AAAA", TestName = "Padding_in_the_header_is_no_token")]
    [TestCase($"{Header}.e30.AAAA====", TestName = "Padding_after_the_signature_is_no_token")]
    [TestCase($"{Header}.e30.AB", TestName = "Stray_bits_in_the_signature_are_no_token")]
    [TestCase($"{Header}.e30.AAA\u00c4", TestName = "A_letter_beyond_ASCII_is_no_token")]
    [TestCase("""{"payload":"e30","protected":"eyJhbGciOiJFUzI1NiJ9","signature":"AAAA"}""", TestName = "The_JSON_serialization_is_no_token")]
    public void Anything_else_is_refused(string text) => Assert.That(CompactJws.TryParse(text, out _), Is.False);

    [Test]
    public void Nothing_is_no_token() => Assert.That(CompactJws.TryParse((string?)null, out _), Is.False);

    [Property("Case", "K05")]
    [TestCase("""{"alg":"ES256","alg":"none"}""", TestName = "A_header_with_a_duplicate_member_is_refused")]
    [TestCase("{}", TestName = "A_header_without_alg_is_refused")]
    [TestCase("""{"alg":1}""", TestName = "A_header_whose_alg_is_a_number_is_refused")]
    [TestCase("""{"alg":null}""", TestName = "A_header_whose_alg_is_null_is_refused")]
    [TestCase("""{"alg":["ES256"]}""", TestName = "A_header_whose_alg_is_a_list_is_refused")]
    [TestCase("""{"alg":"ES256","kid":1}""", TestName = "A_header_whose_kid_is_a_number_is_refused")]
    [TestCase("""{"alg":"ES256","typ":null}""", TestName = "A_header_whose_typ_is_null_is_refused")]
    [TestCase("""["alg"]""", TestName = "A_header_that_is_a_list_is_refused")]
    [TestCase("""{"alg":"ES256"} x""", TestName = "A_header_with_trailing_text_is_refused")]
    public void A_broken_header_is_refused(string header) =>
        Assert.That(CompactJws.TryParse($"{StrictBase64Url.Encode(Encoding.UTF8.GetBytes(header))}.e30.AAAA", out _), Is.False);

    [Test]
    public void A_token_beyond_the_limit_is_refused_before_it_is_decoded()
    {
        var token = $"{Header}.{new string('A', CompactJws.DefaultMaximumLength)}.AAAA";

        Assert.That(CompactJws.TryParse(token, out _), Is.False);
        Assert.That(CompactJws.TryParse(Encoding.ASCII.GetBytes(token), out _), Is.False);
        Assert.That(CompactJws.TryParse(token, out _, maximumLength: token.Length));
    }

    [Test]
    public void Random_text_never_throws() =>
        Prop.ForAll<string>(text => CompactJws.TryParse(text, out _) || true).QuickCheckThrowOnFailure();

    [Test]
    public void A_mutated_token_never_throws_and_never_verifies()
    {
        using var key = SigningKey.Create(SignatureAlgorithm.ES256);
        VerificationKey.TryImport(key.PublicKey, out var verification);
        var expected = new JwsExpectation { Algorithms = [SignatureAlgorithm.ES256], Types = ["JWT"] };
        var token = key.For("JWT").Sign("""{"sub":"anna"}"""u8);
        var mutations = ArbMap.Default.GeneratorFor<(byte Value, ushort At)>().NonEmptyListOf();

        Prop.ForAll(mutations.ToArbitrary(), changes =>
        {
            var bent = token.ToArray();
            foreach (var (value, at) in changes)
                bent[at % bent.Length] = value;

            return bent.AsSpan().SequenceEqual(token) || !CompactJws.TryParse(bent, out var jws) || jws.FirstViolation(expected, verification!) is not null;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }
}
