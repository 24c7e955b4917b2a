using Microsoft.Playwright;

namespace IdentityServer.EndToEnd.Browser;

/// <summary>
/// The keys of one tab, over the DevTools protocol. A tab can hold one internal authenticator; further ones are usb.
/// Each holds up to three discoverable credentials.
/// </summary>
internal sealed class VirtualAuthenticators
{
    private readonly ICDPSession devTools;

    private VirtualAuthenticators(ICDPSession devTools) => this.devTools = devTools;

    /// <summary>Call before the first navigation: without it, every ceremony would wait for a person.</summary>
    public static async Task<VirtualAuthenticators> EnableAsync(IPage page)
    {
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("WebAuthn.enable", new() { ["enableUI"] = false });
        return new(devTools);
    }

    /// <summary>The device's own: a phone or laptop with fingerprint, face or PIN.</summary>
    public Task<VirtualAuthenticator> AddInternalAsync(bool synced = true, bool verifiesUser = true) =>
        AddAsync("internal", verifiesUser, discoverable: true, synced);

    /// <summary>A modern security key.</summary>
    public Task<VirtualAuthenticator> AddUsbAsync(bool verifiesUser = true, bool discoverable = true) =>
        AddAsync("usb", verifiesUser, discoverable, synced: false);

    /// <summary>An old security key: touched, never unlocked, remembers nobody.</summary>
    public Task<VirtualAuthenticator> AddU2fAsync() => AddAsync(new() { ["protocol"] = "u2f", ["transport"] = "usb", ["automaticPresenceSimulation"] = true });

    private Task<VirtualAuthenticator> AddAsync(string transport, bool verifiesUser, bool discoverable, bool synced) => AddAsync(new()
    {
        ["protocol"] = "ctap2",
        ["ctap2Version"] = "ctap2_1",
        ["transport"] = transport,
        ["hasResidentKey"] = discoverable,
        ["hasUserVerification"] = verifiesUser,
        ["isUserVerified"] = verifiesUser,
        ["automaticPresenceSimulation"] = true,
        ["defaultBackupEligibility"] = synced,
        ["defaultBackupState"] = synced,
    });

    private async Task<VirtualAuthenticator> AddAsync(Dictionary<string, object> options)
    {
        var added = await devTools.SendAsync("WebAuthn.addVirtualAuthenticator", new() { ["options"] = options });
        return new(devTools, added!.Value.GetProperty("authenticatorId").GetString()!);
    }
}
