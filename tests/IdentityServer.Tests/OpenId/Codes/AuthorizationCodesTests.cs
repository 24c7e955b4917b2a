using IdentityServer.Data.Protection;
using IdentityServer.OpenId.Codes;
using IdentityServer.OpenId.Tokens;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.TestKit;
using IdentityServer.TestKit.OpenId;
using Microsoft.Extensions.Options;

namespace IdentityServer.Tests.OpenId.Codes;

internal sealed class AuthorizationCodesTests
{
    private readonly ManualClock clock = new();
    private readonly MasterKey master = new(() => [.. Enumerable.Repeat((byte)1, 32)]);

    [Test]
    public void Opened_code_says_what_was_sealed()
    {
        var code = Code();

        Assert.That(Codes().TryOpen(Codes().Seal(code), out var opened), Is.True);

        Assert.That(opened!.Access.Scopes, Is.EqualTo(code.Access.Scopes));
        Assert.That(opened.Access.IdTokenClaims, Is.EqualTo(code.Access.IdTokenClaims));
        Assert.That(opened.Authentication.Amr, Is.EqualTo(code.Authentication.Amr));
        Assert.That(opened with { Access = code.Access, Authentication = code.Authentication },
            Is.EqualTo(code with { Handle = opened.Handle, ExpiresAt = clock.GetUtcNow().AddSeconds(60) }));
        Assert.That(opened.Authentication.At, Is.EqualTo(code.Authentication.At));
    }

    [Test]
    public void Two_codes_for_the_same_answer_become_two_grants()
    {
        Assert.That(Codes().TryOpen(Codes().Seal(Code()), out var one), Is.True);
        Assert.That(Codes().TryOpen(Codes().Seal(Code()), out var other), Is.True);

        Assert.That(one!.Handle.ToString(), Has.Length.EqualTo(43).And.Not.EqualTo(other!.Handle.ToString()));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("SplxlOBeZQQYbYS6WxSbIA")]
    [TestCase("a+b/c=")]
    public void What_was_never_sealed_is_no_code(string? text) => Assert.That(Codes().TryOpen(text, out _), Is.False);

    [Test]
    public void Code_with_one_letter_changed_is_no_code([Values(0, 30, 200)] int index)
    {
        var letters = Codes().Seal(Code()).ToCharArray();
        letters[index] = letters[index] is 'A' ? 'B' : 'A';

        Assert.That(Codes().TryOpen(new(letters), out _), Is.False);
    }

    [Test]
    public void Something_else_that_this_server_sealed_is_no_code()
    {
        var other = Convert.ToBase64String(master.Seal("{}"u8, "access token")).TrimEnd('=').Replace('+', '-').Replace('/', '_');

        Assert.That(Codes().TryOpen(other, out _), Is.False);
    }

    [Test]
    public void Code_of_a_version_that_wrote_it_another_way_is_no_code()
    {
        var other = Convert.ToBase64String(master.Seal("{}"u8, "authorization code")).TrimEnd('=').Replace('+', '-').Replace('/', '_');

        Assert.That(Codes().TryOpen(other, out _), Is.False);
    }

    private AuthorizationCodes Codes() => new(master, Options.Create(new TokenOptions()), clock);

    private static AuthorizationCode Code() => new()
    {
        ClientId = "app",
        RedirectUri = A.RedirectUri,
        AccountId = A.AccountId,
        SessionId = Guid.Parse("0196e1a0-0000-7000-8000-000000000002"),
        Access = new Access { Scopes = ["openid", "offline_access"], IdTokenClaims = ["name"] },
        Authentication = AuthenticationPolicy.Passkey(A.Now, userVerified: true, hardwareProtected: false),
        PasskeyId = Guid.Parse("0196e1a0-0000-7000-8000-000000000003"),
        Nonce = "n-0S6_WzA2Mj",
        CodeChallenge = A.Challenge,
    };
}
