using IdentityServer.Protocol.OpenId.Authorization;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Scopes;

namespace IdentityServer.Protocol.OpenId.Interactions.Checks;

internal static class ConsentCheck
{
    public static NextStep? Step(Situation situation) =>
        Given(situation) is null && IsNeeded(situation) ? new NextStep.AskConsent() : null;

    public static Access Granted(Situation situation) => (Given(situation) ?? Remembered(situation)) switch
    {
        { } consent when situation.Client.AsksConsent || situation.Request.Asks("consent") => situation.Asked.Within(consent.Granted),
        _ => situation.Asked,
    };

    // If the person changed on the way, the answer of the one does not count for the other.
    private static Consent? Given(Situation situation) =>
        situation.Progress?.Consent is { } consent && consent.AccountId == situation.Session!.AccountId && consent.Shown.Covers(situation.Asked)
            ? consent : null;

    private static bool IsNeeded(Situation situation) =>
        situation.Request.Asks("consent") || (situation.Client.AsksConsent && Remembered(situation) is null);

    private static Consent? Remembered(Situation situation) =>
        situation.Remembered is { } consent && consent.AccountId == situation.Session!.AccountId
        && consent.Shown.Covers(situation.Asked) && IdentityIsAssured(situation.Client, situation.Request)
            ? consent : null;

    // RFC 8252 §8.6: any program on a device can pretend to be an app that has neither a secret nor a web address.
    private static bool IdentityIsAssured(Client client, AuthorizationRequest request) =>
        !client.IsPublic || request.RedirectUri!.StartsWith("https://", StringComparison.Ordinal);
}
