using System.Text.Json;
using System.Text.Json.Serialization;
using IdentityServer.Protocol.OpenId.Authorization;
using IdentityServer.Protocol.OpenId.Parameters;
using IdentityServer.Sessions.Interactions;

namespace IdentityServer.OpenId.Authorization;

/// <summary>How a journey waits in the row of its interaction. A consent never waits: the answer follows it at once.</summary>
internal sealed record WaitingJourney(string Form)
{
    public bool WasPushed { get; init; }

    public byte[]? PushedId { get; init; }

    public Guid? ChosenAccount { get; init; }

    public bool StepUpWasOffered { get; init; }
}

[JsonSerializable(typeof(WaitingJourney))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class JourneyJson : JsonSerializerContext
{
    public static byte[] Write(Journey journey) => JsonSerializer.SerializeToUtf8Bytes(new(journey.Request.ToForm())
    {
        WasPushed = journey.Request.WasPushed,
        PushedId = journey.PushedId,
        ChosenAccount = journey.Progress?.ChosenAccount,
        StepUpWasOffered = journey.Progress?.StepUpWasOffered ?? false,
    }, Default.WaitingJourney);

    public static Journey Read(byte[] json, Interaction interaction)
    {
        var waiting = JsonSerializer.Deserialize(json, Default.WaitingJourney)!; // we wrote it
        var request = AuthorizationRequest.Read(ParameterSet.FromForm(waiting.Form)) with { WasPushed = waiting.WasPushed };
        return new(request)
        {
            PushedId = waiting.PushedId,
            Interaction = interaction,
            Progress = new(interaction.CreatedAt) { ChosenAccount = waiting.ChosenAccount, StepUpWasOffered = waiting.StepUpWasOffered },
        };
    }
}
