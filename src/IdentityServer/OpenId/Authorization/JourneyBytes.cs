using IdentityServer.Protocol.OpenId.Authorization;
using IdentityServer.Protocol.OpenId.Parameters;
using IdentityServer.Sessions.Interactions;

namespace IdentityServer.OpenId.Authorization;

/// <summary>How a journey waits in the row of its interaction. A consent never waits: the answer follows it at once.</summary>
internal static class JourneyBytes
{
    // An interaction is over soon: one written another way has to begin anew.
    private const byte Format = 1;

    public static byte[] Write(Journey journey) => BriefBytes.Write(Format, bytes =>
    {
        bytes.Write(journey.Request.ToForm());
        bytes.Write(journey.Request.WasPushed);
        bytes.WriteBytesOrNull(journey.PushedId);
        bytes.WriteGuidOrNull(journey.Progress?.ChosenAccount);
        bytes.Write(journey.Progress is { StepUpWasOffered: true });
    });

    public static Journey? Read(byte[] content, Interaction interaction) => BriefBytes.Read(Format, content, bytes =>
        new Journey(AuthorizationRequest.Read(ParameterSet.FromForm(bytes.ReadString())) with { WasPushed = bytes.ReadBoolean() })
        {
            PushedId = bytes.ReadBytesOrNull(),
            Interaction = interaction,
            Progress = new(interaction.CreatedAt) { ChosenAccount = bytes.ReadGuidOrNull(), StepUpWasOffered = bytes.ReadBoolean() },
        });
}
