using System.Text.Json;
using IdentityServer.TestKit.SoftAuthenticator;
using Microsoft.Playwright;

namespace IdentityServer.EndToEnd.Browser;

/// <summary>One authenticator: what it holds, and how it can be made to behave.</summary>
internal sealed class VirtualAuthenticator(ICDPSession devTools, string id)
{
    public async Task<IReadOnlyList<VirtualCredential>> CredentialsAsync()
    {
        var answer = await SendAsync("getCredentials", []);
        return [.. answer!.Value.GetProperty("credentials").EnumerateArray().Select(VirtualCredential.Read)];
    }

    /// <summary>A copy of a credential, private key included, as a thief would have it.</summary>
    public Task AddCopyAsync(VirtualCredential credential, int signCount) =>
        SendAsync("addCredential", new()
        {
            ["credential"] = JsonSerializer.SerializeToElement(credential.WithSignCount(signCount)),
        });

    /// <summary>A passkey that its owner made some other day.</summary>
    public Task AddAsync(SoftPasskey passkey, int signCount = 0) => SendAsync("addCredential", new()
    {
        ["credential"] = new Dictionary<string, object>
        {
            ["credentialId"] = Convert.ToBase64String(passkey.CredentialId),
            ["isResidentCredential"] = passkey.Resident,
            ["rpId"] = passkey.RelyingPartyId,
            ["privateKey"] = Convert.ToBase64String(passkey.Key.Export()),
            ["userHandle"] = Convert.ToBase64String(passkey.UserHandle),
            ["signCount"] = signCount,
            ["backupEligibility"] = passkey.BackupEligible,
            ["backupState"] = passkey.BackedUp,
        },
    });

    /// <summary>What changes on a device behind the server's back.</summary>
    public Task SetAsync(VirtualCredential credential, bool? backupEligible = null, bool? backedUp = null)
    {
        var properties = new Dictionary<string, object> { ["credentialId"] = credential.Id };
        if (backupEligible is { } eligible)
            properties["backupEligibility"] = eligible;
        if (backedUp is { } state)
            properties["backupState"] = state;
        return SendAsync("setCredentialProperties", properties);
    }

    public Task ForgetAsync(VirtualCredential credential) => SendAsync("removeCredential", new() { ["credentialId"] = credential.Id });

    /// <summary>Whether the finger is known: false makes verification fail.</summary>
    public Task RecognizeUserAsync(bool recognized) => SendAsync("setUserVerified", new() { ["isUserVerified"] = recognized });

    /// <summary>Whether somebody touches it: false leaves a ceremony waiting.</summary>
    public Task TouchAsync(bool touched) => SendAsync("setAutomaticPresenceSimulation", new() { ["enabled"] = touched });

    /// <summary>Three lies an honest authenticator never tells.</summary>
    public Task LieAsync(bool bogusSignature = false, bool badUserVerification = false, bool badUserPresence = false) =>
        SendAsync("setResponseOverrideBits", new()
        {
            ["isBogusSignature"] = bogusSignature,
            ["isBadUV"] = badUserVerification,
            ["isBadUP"] = badUserPresence,
        });

    /// <summary>The device is gone, and its passkeys with it.</summary>
    public Task RemoveAsync() => SendAsync("removeVirtualAuthenticator", []);

    private Task<JsonElement?> SendAsync(string verb, Dictionary<string, object> arguments) =>
        devTools.SendAsync($"WebAuthn.{verb}", new(arguments) { ["authenticatorId"] = id });
}
