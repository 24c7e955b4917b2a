using IdentityServer.Sessions;

namespace IdentityServer.Tests.Sessions;

internal sealed class StepUpPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [TestCase(null, ActionClass.A, 0, false)]
    [TestCase("A", ActionClass.A, 0, false)]
    [TestCase("B", ActionClass.A, 0, false)]
    [TestCase("A", ActionClass.B, 0, false)]
    [TestCase("C", ActionClass.B, 0, false)]
    [TestCase("B", ActionClass.B, 300, false)]
    [TestCase("B", ActionClass.B, 299, true)]
    [TestCase(null, ActionClass.B, 299, true)]
    [TestCase("B", ActionClass.C, 900, false)]
    [TestCase("B", ActionClass.C, 899, true)]
    [TestCase("C", ActionClass.C, 899, true)]
    [TestCase(null, ActionClass.C, 899, true)]
    public void A_proof_opens_its_class_for_its_time(string? provenFor, ActionClass asked, int secondsAgo, bool opens)
    {
        var session = ProvenBy(new(Now.AddSeconds(-secondsAgo), AuthenticationMethod.Passkey, "phr")
        {
            Amr = ["pop"],
            UserVerified = true,
            ActionClass = provenFor,
        });

        Assert.That(StepUpPolicy.IsOpen(session, asked, Now), Is.EqualTo(opens));
    }

    [TestCase(AuthenticationMethod.Password, true, true)]
    [TestCase(AuthenticationMethod.Passkey, false, true)]
    [TestCase(AuthenticationMethod.Passkey, true, false)]
    public void Less_than_a_passkey_with_its_person_opens_C_only(AuthenticationMethod method, bool verified, bool assured)
    {
        var session = ProvenBy(new(Now, method, null) { Amr = [], UserVerified = verified, FullAssurance = assured });

        Assert.That(StepUpPolicy.IsOpen(session, ActionClass.B, Now), Is.False);
        Assert.That(StepUpPolicy.IsOpen(session, ActionClass.C, Now), Is.True);
    }

    [TestCase("Passkey", true)]
    [TestCase("PasswordAndCode", false)]
    [TestCase("Password", false)]
    [TestCase("DeviceApproval", false)]
    public void Only_a_passkey_lets_another_browser_in(string method, bool proves)
    {
        var session = ProvenBy(new(Now, Enum.Parse<AuthenticationMethod>(method), null) { Amr = [], UserVerified = true });

        Assert.That(StepUpPolicy.IsProvenByPasskey(session, Now), Is.EqualTo(proves));
        Assert.That(StepUpPolicy.IsProvenByPasskey(session, Now + StepUpPolicy.Window(ActionClass.B)), Is.False);
    }

    [TestCase(true, true)]
    [TestCase(false, false)]
    [Property("Case", "SU-33")]
    public void A_password_with_a_code_opens_B_where_there_is_nothing_stronger(bool assured, bool opens)
    {
        var session = ProvenBy(new(Now, AuthenticationMethod.PasswordAndCode, null) { Amr = [], FullAssurance = assured });

        Assert.That(StepUpPolicy.IsOpen(session, ActionClass.B, Now), Is.EqualTo(opens));
        Assert.That(StepUpPolicy.IsOpen(session, ActionClass.A, Now), Is.False);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_doubt_about_a_proof_is_still_there_when_it_is_read_back(bool assured)
    {
        var written = AuthenticationEventJson.Write([new(Now, AuthenticationMethod.Passkey, null) { Amr = [], FullAssurance = assured }]);

        Assert.That(AuthenticationEventJson.Read(written).Single().FullAssurance, Is.EqualTo(assured));
    }

    private static Session ProvenBy(AuthenticationEvent proof) => new()
    {
        Id = Guid.CreateVersion7(),
        AccountId = Guid.CreateVersion7(),
        SecretHash = [],
        CreatedAt = Now,
        LastSeenAt = Now,
        ExpiresAt = Now.AddHours(1),
        Device = "Other",
        Events = [proof],
    };
}
