using IdentityServer.Data;
using IdentityServer.OpenId.Authorization;
using IdentityServer.Protocol.OpenId.Authorization;
using IdentityServer.Protocol.OpenId.Interactions;
using IdentityServer.Sessions.Interactions;
using IdentityServer.TestKit.OpenId;

namespace IdentityServer.Tests.OpenId.Authorization;

internal sealed class WaitingJourneyTests
{
    private static readonly Interaction Interaction = new()
    {
        Handle = Handle.New(A.Now),
        Id = [1],
        BrowserHash = [2],
        ReturnPath = ResumeEndpoint.Path,
        CreatedAt = A.Now,
        ExpiresAt = A.Now.AddMinutes(30),
    };

    private static readonly AuthorizationRequest Request = AuthorizationRequest.Read(A.Parameters(("client_id", "app"), ("state", "ä & +"), ("unknown", "x")));

    [Test]
    public void What_has_happened_is_read_back()
    {
        var journey = new Journey(Request with { WasPushed = true })
        {
            PushedId = [3, 4],
            Progress = new(A.Now) { ChosenAccount = A.AccountId, StepUpWasOffered = true },
        };

        var read = JourneyBytes.Read(JourneyBytes.Write(journey), Interaction)!;

        Assert.That((read.Request.ClientId, read.Request.State, read.Request.WasPushed), Is.EqualTo(("app", "ä & +", true)));
        Assert.That(read.Request.Sent("unknown"), Is.False);
        Assert.That(read.PushedId, Is.EqualTo(journey.PushedId));
        Assert.That(read.Progress, Is.EqualTo(journey.Progress));
        Assert.That(read.Interaction, Is.SameAs(Interaction));
    }

    [Test]
    public void A_journey_that_has_just_begun_is_read_back()
    {
        var read = JourneyBytes.Read(JourneyBytes.Write(new(Request)), Interaction)!;

        Assert.That((read.Request.WasPushed, read.PushedId), Is.EqualTo((false, (byte[]?)null)));
        Assert.That(read.Progress, Is.EqualTo(new Progress(A.Now)));
    }

    [Test]
    public void A_journey_of_a_version_that_wrote_it_another_way_is_over() =>
        Assert.That(JourneyBytes.Read("""{"form":"client_id=app"}"""u8.ToArray(), Interaction), Is.Null);
}
