using System.Text.Json;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Tokens;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Protocol.Tests.OpenId.Tokens;

/// <summary>Each test bends one thing of a good hint.</summary>
internal sealed class IdTokenHintTests
{
    private static readonly SigningKey Ours = SigningKey.Create(SignatureAlgorithm.ES256);
    private static readonly SigningKey Foreign = SigningKey.Create(SignatureAlgorithm.ES256);

    [OneTimeTearDown]
    public void Dispose()
    {
        Ours.Dispose();
        Foreign.Dispose();
    }

    [Test]
    [Property("Case", "S06")]
    public void An_expired_id_token_of_ours_is_read()
    {
        Assert.That(IdTokenHint.TryRead(Signed(Claims() with { exp = 1 }), Keys, A.Provider(), out var hint), Is.True);
        Assert.That((hint!.Subject, hint.SessionId, hint.Audience), Is.EqualTo(("alice", "s1", hint.Audience)));
        Assert.That(hint.IsFor(A.Client()), Is.True);
        Assert.That(hint.IsFor(A.Client() with { ClientId = "other" }), Is.False);
    }

    [Test]
    [Property("Case", "S06")]
    public void A_foreign_signature_is_no_hint() => Assert.That(Reads(Signed(Claims(), Foreign)), Is.False);

    [Test]
    [Property("Case", "K01")]
    public void An_unsigned_token_is_no_hint()
    {
        var parts = Signed(Claims()).Split('.');
        var none = StrictBase64Url.Encode("""{"alg":"none","typ":"JWT"}"""u8);

        Assert.That(Reads($"{none}.{parts[1]}."), Is.False);
        Assert.That(Reads($"{none}.{parts[1]}.{parts[2]}"), Is.False);
    }

    [TestCase("at+jwt")]
    [TestCase("logout+jwt")]
    [Property("Case", "K08")]
    public void Another_kind_of_token_is_no_hint(string type) => Assert.That(Reads(Signed(Claims(), type: type)), Is.False);

    [Test]
    [Property("Case", "K08")]
    public void What_has_no_end_or_beginning_is_no_hint()
    {
        Assert.That(Reads(Signed(Claims() with { exp = null })), Is.False);
        Assert.That(Reads(Signed(Claims() with { iat = null })), Is.False);
    }

    [Test]
    public void Another_issuers_token_is_no_hint() => Assert.That(Reads(Signed(Claims() with { iss = "https://evil.test" })), Is.False);

    [Test]
    public void A_token_about_nobody_is_no_hint()
    {
        Assert.That(Reads(Signed(Claims() with { sub = null })), Is.False);
        Assert.That(Reads(Signed(Claims() with { aud = [] })), Is.False);
        Assert.That(Reads("buffy@id.test"), Is.False);
    }

    private static VerificationKeySet Keys => VerificationKeySet.Import(new([Ours.PublicKey]));

    private static bool Reads(string token) => IdTokenHint.TryRead(token, Keys, A.Provider(), out _);

    private static Hinted Claims() => new(A.Issuer, "alice", ["app"], "s1", 4_000_000_000, 1_700_000_000);

    private static string Signed(Hinted claims, SigningKey? key = null, string type = "JWT") =>
        (key ?? Ours).For(type).SignToString(JsonSerializer.SerializeToUtf8Bytes(claims));

    private sealed record Hinted(string iss, string? sub, string[] aud, string sid, long? exp, long? iat);
}
