using System.Text;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Protocol.Tests.WebAuthn.Oracle;

/// <summary>
/// What ours accepts the framework accepts too, and so what the framework refuses ours refuses. Three things are ours
/// alone: Ed25519, which the framework cannot verify, conditional creation, which it does not know (neither is offered
/// to it here), and an empty user handle, which some browsers send for none.
/// </summary>
internal sealed class OracleTests
{
    private const int Rounds = 9;

    private SoftKey[] _keys = [];

    [OneTimeSetUp]
    public void MakeKeys() => _keys = [.. new[] { -7, -35, -36, -37, -38, -39, -257, -258, -259 }.Select(SoftKey.Create)];

    [OneTimeTearDown]
    public void DisposeKeys()
    {
        foreach (var key in _keys)
            key.Dispose();
    }

    [Test]
    public async Task Registrations_we_accept_the_framework_accepts([Values] UserVerification verification)
    {
        using var oracle = new FrameworkOracle(Name(verification));
        var (ours, theirs) = (0, 0);

        for (var round = 0; round < Rounds; round++)
            foreach (var (bend, apply) in Bends.OfRegistrations)
            {
                var scene = new Scene(new SoftPasskey(Scene.RelyingPartyId, oracle.UserHandle, _keys[round % _keys.Length]));
                var (challenge, state) = await oracle.StartRegistrationAsync();
                var json = apply(scene.Passkey.Register(challenge, Scene.Origin)).ToJson();

                var we = scene.VerifyRegistration(json, scene.RegistrationCeremony with { Challenge = challenge, UserVerification = verification });
                var they = await oracle.AcceptsRegistrationAsync(state, json);

                if (we is RegistrationOutcome.Accepted)
                    Assert.That(they, Is.True, $"{bend} with {scene.Passkey.Key.Algorithm}: {Encoding.UTF8.GetString(json)}");
                ours += we is RegistrationOutcome.Accepted ? 1 : 0;
                theirs += they ? 1 : 0;
            }

        // Both accept a good part, or the comparison would prove nothing.
        Assert.That(ours, Is.GreaterThan(Rounds * 5));
        Assert.That(theirs, Is.GreaterThanOrEqualTo(ours));
    }

    [Test]
    public async Task Assertions_we_accept_the_framework_accepts([Values] UserVerification verification, [Values] bool known)
    {
        using var oracle = new FrameworkOracle(Name(verification));
        var (ours, theirs) = (0, 0);

        for (var round = 0; round < Rounds; round++)
            foreach (var (bend, apply) in Bends.OfAssertions.Where(bend => bend.Name != "empty user handle"))
            {
                var storedCounter = round % 2 == 0 ? 0u : 5u;
                var scene = new Scene(new SoftPasskey(Scene.RelyingPartyId, oracle.UserHandle, _keys[round % _keys.Length])
                {
                    Counter = storedCounter,
                    Counts = storedCounter > 0,
                });
                var (challenge, state) = await oracle.StartAssertionAsync(scene.Passkey, storedCounter, known);
                var json = apply(scene.Passkey.Assert(challenge, Scene.Origin)).ToJson();

                var we = WeAccept(scene, json, challenge, verification, known, storedCounter);
                var they = await oracle.AcceptsAssertionAsync(state, json);

                if (we)
                    Assert.That(they, Is.True, $"{bend}, counter {storedCounter}: {Encoding.UTF8.GetString(json)}");
                ours += we ? 1 : 0;
                theirs += they ? 1 : 0;
            }

        Assert.That(ours, Is.GreaterThan(Rounds * 3));
        Assert.That(theirs, Is.GreaterThanOrEqualTo(ours));
    }

    // The framework has no signals: a counter that does not advance is a refusal there, and so it counts as one here.
    private static bool WeAccept(Scene scene, byte[] json, byte[] challenge, UserVerification verification, bool known, uint storedCounter)
    {
        var ceremony = scene.AuthenticationCeremony with
        {
            Challenge = challenge,
            UserVerification = verification,
            UserHandle = known ? scene.Passkey.UserHandle : null,
            AllowedCredentials = known ? [new(scene.Passkey.CredentialId, [])] : [],
        };

        return scene.VerifyAssertion(json, ceremony, scene.Record with { Counter = storedCounter })
            is AssertionOutcome.Accepted { Signals.CounterState: not CounterState.Anomaly };
    }

    private static string Name(UserVerification verification) => verification switch
    {
        UserVerification.Required => "required",
        UserVerification.Discouraged => "discouraged",
        _ => "preferred",
    };
}
