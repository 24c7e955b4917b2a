using IdentityServer.Protocol.WebAuthn.Messages;

namespace IdentityServer.Protocol.WebAuthn.Ceremonies;

/// <summary>
/// What an assertion says, found to fit its question (WebAuthn L3 §7.2 steps 7 to 18). None of that needs the credential's
/// record, so a server can refuse before it looks one up, and whether there is one does not show.
/// </summary>
internal sealed record AssertionContent(AuthenticationResponse Response, AuthenticatorData Data)
{
    public static PasskeyRefusal? Read(
        AuthenticationCeremony ceremony, AuthenticationResponse response, DateTimeOffset now, out AssertionContent? content)
    {
        content = null;
        if (now >= ceremony.ExpiresAt)
            return PasskeyRefusal.ChallengeExpired;

        // Steps 7 to 9. An assertion is not the place to introduce a credential (§6.1).
        if (!ClientData.TryParse(response.ClientDataJson, out var client)
            || !AuthenticatorData.TryParse(response.AuthenticatorData, out var data)
            || data.Credential is not null)
            return PasskeyRefusal.Malformed;

        // Steps 10 to 14
        if (ClientDataRule.Check(client, ClientDataRule.Get, ceremony) is { } clientRefusal)
            return clientRefusal;

        // Steps 15 to 18
        if (AuthenticatorDataRule.Check(data, ceremony) is { } dataRefusal)
            return dataRefusal;

        content = new(response, data);
        return null;
    }
}
