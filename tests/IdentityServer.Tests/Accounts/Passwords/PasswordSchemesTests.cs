using System.Security.Cryptography;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Tests.Audit;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IdentityServer.Tests.Accounts.Passwords;

/// <summary>MG-01: hashes as other systems wrote them.</summary>
[Property("Case", "MG-01")]
internal sealed class PasswordSchemesTests
{
    // RFC 6070 §2.
    [TestCase("password", "c2FsdA", 1, "DGDID5YfDnHzqbUkr2ASBi/gN6Y", ExpectedResult = true)]
    [TestCase("password", "c2FsdA", 4096, "SwB5AbdlSJq+rUnZJvch0GWkKcE", ExpectedResult = true)]
    [TestCase("passwore", "c2FsdA", 4096, "SwB5AbdlSJq+rUnZJvch0GWkKcE", ExpectedResult = false)]
    public bool Published_vectors_of_PBKDF2_with_SHA_1(string password, string salt, int iterations, string derived) =>
        PasswordSchemes.Read("pbkdf2-sha1", $"$pbkdf2${iterations}${salt}${derived}") is { } hash && hash.Matches(password);

    [TestCase("pbkdf2-sha256", "toomanysecrets", "$pbkdf2-sha256$29000$N2YMIWQsBWBMae09x1jrPQ$1t8iyB2A.WF/Z5JZv.lfCIhXXN33N23OSgQYThBYRfk", TestName = "Passlib, SHA-256")]
    [TestCase("pbkdf2-sha256", "password", "$pbkdf2-sha256$8000$XAuBMIYQQogxRg$tRRlz8hYn63B9LYiCd6PRo6FMiunY9ozmMMI3srxeRE", TestName = "Passlib's reference, SHA-256")]
    [TestCase("pbkdf2-sha512", "password", "$pbkdf2-sha512$i=1000,l=64$TmFDbE5hQ2xOYUNsTmFDbA$W6giDL7nF2iOFI5+6A/rXwjeNe3dUfXtSeHwdgBxGxo7dPTWFafxcfgx+Th8EWqnizKjq82dLurk8uJBEeJ/Bw", TestName = "PHC string, SHA-512")]
    [TestCase("django-pbkdf2-sha256", "lètmein", "pbkdf2_sha256$100000$seasalt$BNZ6eyaNc8qFTJPjrAq99hSYb73EgAdytAtdBg2Sdcc=", TestName = "Django, SHA-256")]
    public void What_other_systems_wrote_is_verified(string scheme, string password, string text)
    {
        var hash = PasswordSchemes.Read(scheme, text);

        Assert.That(hash!.Matches(password), Is.True);
        Assert.That(hash.Matches(password + " "), Is.False);
    }

    [TestCase("aspnet-identity-v3", PasswordHasherCompatibilityMode.IdentityV3)]
    [TestCase("aspnet-identity-v2", PasswordHasherCompatibilityMode.IdentityV2)]
    public void What_the_framework_hashed_is_verified(string scheme, PasswordHasherCompatibilityMode mode)
    {
        var framework = new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { CompatibilityMode = mode }));

        var hash = PasswordSchemes.Read(scheme, framework.HashPassword(null!, "pässword"));

        Assert.That(hash!.Matches("pässword"), Is.True);
        Assert.That(hash.Matches("password"), Is.False);
        Assert.That(hash.IsUpToDate, Is.False);
    }

    [TestCase("bcrypt", "$2b$12$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy", TestName = "A scheme that cannot be verified")]
    [TestCase("aspnet-identity-v3", "", TestName = "Nothing")]
    [TestCase("aspnet-identity-v3", "not base64", TestName = "No base64")]
    [TestCase("aspnet-identity-v3", "AAAAAAEAAAAA", TestName = "Too short")]
    [TestCase("aspnet-identity-v3", "AQAAAAkAACcQAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==", TestName = "A PRF nobody knows")]
    [TestCase("aspnet-identity-v3", "AQAAAAL/////AAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==", TestName = "Work for a day")]
    [TestCase("aspnet-identity-v3", "AQAAAAIAACcQ/////wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==", TestName = "A salt longer than the hash")]
    [TestCase("aspnet-identity-v2", "AQAAAAIAACcQAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==", TestName = "Version 3 called version 2")]
    [TestCase("pbkdf2-sha256", "$pbkdf2-sha512$29000$N2YMIWQsBWBMae09x1jrPQ$1t8iyB2A.WF/Z5JZv.lfCIhXXN33N23OSgQYThBYRfk", TestName = "Another algorithm than the scheme says")]
    [TestCase("pbkdf2-sha256", "$pbkdf2-sha256$0$N2YMIWQsBWBMae09x1jrPQ$1t8iyB2A.WF/Z5JZv.lfCIhXXN33N23OSgQYThBYRfk", TestName = "No iterations")]
    [TestCase("pbkdf2-sha256", "$pbkdf2-sha256$9999999$N2YMIWQsBWBMae09x1jrPQ$1t8iyB2A.WF/Z5JZv.lfCIhXXN33N23OSgQYThBYRfk", TestName = "Ten million iterations")]
    [TestCase("pbkdf2-sha256", "$pbkdf2-sha256$29000$N2YMIWQsBWBMae09x1jrPQ$1t8iyB2A", TestName = "A hash that chance would meet")]
    [TestCase("pbkdf2-sha256", "$pbkdf2-sha256$29000$$1t8iyB2A.WF/Z5JZv.lfCIhXXN33N23OSgQYThBYRfk", TestName = "No salt")]
    [TestCase("django-pbkdf2-sha256", "pbkdf2_sha256$100000$$BNZ6eyaNc8qFTJPjrAq99hSYb73EgAdytAtdBg2Sdcc=", TestName = "Django without salt")]
    public void Is_refused(string scheme, string text) => Assert.That(PasswordSchemes.Read(scheme, text), Is.Null);

    [Test]
    public void A_hash_made_here_is_up_to_date_and_never_the_same_twice()
    {
        var (one, other) = (Pbkdf2Hash.Of("correct horse"), Pbkdf2Hash.Of("correct horse"));

        Assert.That(one.IsUpToDate && one.Matches("correct horse"), Is.True);
        Assert.That(one.Derived, Is.Not.EqualTo(other.Derived));
    }

    [Test]
    public void A_sealed_hash_opens_for_its_own_account_only()
    {
        var seal = new HashSeal(AuditBench.Master);
        var (ada, eve) = (Guid.NewGuid(), Guid.NewGuid());
        var hash = new Pbkdf2Hash(HashAlgorithmName.SHA256, 1000, [.. new byte[16]], [.. new byte[32]]);

        var message = seal.Seal(ada, hash);

        Assert.That(seal.Open(ada, message)!.Derived, Is.EqualTo(hash.Derived));
        Assert.That(seal.Open(eve, message), Is.Null);
    }
}
