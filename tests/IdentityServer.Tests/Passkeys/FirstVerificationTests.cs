using IdentityServer.Passkeys;
using IdentityServer.Sessions;

namespace IdentityServer.Tests.Passkeys;

/// <summary>Who may vouch for the first time that a passkey says its person was verified.</summary>
internal sealed class FirstVerificationTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Ada = Guid.CreateVersion7();
    private static readonly Passkey Fresh = Made(userVerified: false);

    private static IEnumerable<TestCaseData> Nobody =>
    [
        Session(null, "no session"),
        Session(Of(Guid.CreateVersion7(), Verified()), "another account's session"),
        Session(Of(Ada), "a session without events"),
        Session(Of(Ada, Event(AuthenticationMethod.Password)), "the password it may have been made after"),
        Session(Of(Ada, Event(AuthenticationMethod.DeviceApproval)), "an approval from elsewhere"),
        Session(Of(Ada, Verified() with { PasskeyId = Fresh.Id }), "the passkey itself"),
        Session(Of(Ada, Verified() with { UserVerified = false }), "another passkey without verification"),
        Session(Of(Ada, Verified() with { FullAssurance = false }), "another passkey with a doubt about it"),
        Session(Of(Ada, Verified() with { At = Now.AddSeconds(-300) }), "another passkey five minutes ago"),
    ];

    private static IEnumerable<TestCaseData> Somebody =>
    [
        Session(Of(Ada, Verified()), "another verified passkey"),
        Session(Of(Ada, Event(AuthenticationMethod.PasswordAndCode)), "a password and a code"),
        Session(Of(Ada, Verified(), Event(AuthenticationMethod.Password)), "an earlier event of the session"),
    ];

    [TestCaseSource(nameof(Nobody)), Property("Case", "WA-04")]
    public void Nobody_vouches(object? session) =>
        Assert.That(FirstVerification.Decide(Fresh, verified: true, (Session?)session, Now), Is.EqualTo(VerificationTrust.None));

    [TestCaseSource(nameof(Somebody)), Property("Case", "WA-04")]
    public void Another_factor_vouches(object session) =>
        Assert.That(FirstVerification.Decide(Fresh, verified: true, (Session)session, Now), Is.EqualTo(VerificationTrust.Established));

    [TestCase(true, ExpectedResult = nameof(VerificationTrust.Relied))]
    [TestCase(false, ExpectedResult = nameof(VerificationTrust.None))]
    public string A_passkey_that_was_vouched_for_speaks_for_itself(bool verified) =>
        FirstVerification.Decide(Made(userVerified: true), verified, session: null, Now).ToString();

    [Test]
    public void Without_verification_there_is_nothing_to_vouch_for() =>
        Assert.That(FirstVerification.Decide(Fresh, verified: false, Of(Ada, Verified()), Now), Is.EqualTo(VerificationTrust.None));

    private static TestCaseData Session(Session? session, string name) => new TestCaseData(session).SetArgDisplayNames(name);

    private static AuthenticationEvent Event(AuthenticationMethod method) => new(Now.AddMinutes(-1), method, null) { Amr = [] };

    private static AuthenticationEvent Verified() => Event(AuthenticationMethod.Passkey) with { PasskeyId = Guid.CreateVersion7(), UserVerified = true };

    private static Session Of(Guid account, params AuthenticationEvent[] events) => new()
    {
        Id = Guid.CreateVersion7(),
        AccountId = account,
        SecretHash = [],
        CreatedAt = Now.AddHours(-1),
        LastSeenAt = Now,
        ExpiresAt = Now.AddHours(1),
        Device = "",
        Events = [.. events],
    };

    private static Passkey Made(bool userVerified) => new()
    {
        Id = Guid.CreateVersion7(),
        AccountId = Ada,
        CredentialId = [1],
        PublicKey = [],
        RelyingPartyId = "localhost",
        Aaguid = Guid.Empty,
        Transports = "",
        BackupEligible = true,
        BackedUp = true,
        UserVerified = userVerified,
        AttestationFormat = "none",
        BornIn = PasskeyOrigin.Conditional,
        Name = "",
        NormalizedName = "",
        Counter = 0,
        CreatedAt = Now,
        Mac = [],
    };
}
