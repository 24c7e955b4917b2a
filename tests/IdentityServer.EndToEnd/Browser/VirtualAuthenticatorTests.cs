using System.Text.Json;

namespace IdentityServer.EndToEnd.Browser;

/// <summary>The tool before its use: what the tests of passkeys lean on.</summary>
internal sealed class VirtualAuthenticatorTests : BrowserTest
{
    private const string Create = """
        async discoverable => {
            const made = await navigator.credentials.create({ publicKey: {
                challenge: crypto.getRandomValues(new Uint8Array(32)),
                rp: { name: "Test" },
                user: { id: new Uint8Array(64), name: "ada", displayName: "Ada" },
                pubKeyCredParams: [{ type: "public-key", alg: -7 }],
                authenticatorSelection: { residentKey: discoverable ? "required" : "discouraged", userVerification: "discouraged" } } });
            return made.id;
        }
        """;

    private const string Get = """
        async id => {
            const got = await navigator.credentials.get({ publicKey: {
                challenge: crypto.getRandomValues(new Uint8Array(32)),
                userVerification: "discouraged",
                allowCredentials: id ? [{ type: "public-key", id: Uint8Array.fromBase64(id, { alphabet: "base64url" }) }] : [] } });
            return got.id;
        }
        """;

    [SetUp]
    public Task OpenHomeAsync() => Page.GotoAsync("/");

    [Test]
    public async Task An_internal_authenticator_makes_and_uses_a_passkey()
    {
        var device = await Authenticators.AddInternalAsync();

        var made = await Page.EvaluateAsync<string>(Create, true);
        var used = await Page.EvaluateAsync<string>(Get, null);

        Assert.That(used, Is.EqualTo(made));
        Assert.That((await device.CredentialsAsync()).Single(), Has.Property("IsDiscoverable").True.And.Property("UserName").EqualTo("ada"));
    }

    [Test]
    public async Task An_old_key_works_when_its_credential_is_named()
    {
        await Authenticators.AddU2fAsync();

        var made = await Page.EvaluateAsync<string>(Create, false);

        Assert.That(await Page.EvaluateAsync<string>(Get, made), Is.EqualTo(made));
    }

    [Test]
    public async Task A_clone_starts_where_the_thief_wants()
    {
        var device = await Authenticators.AddUsbAsync();
        var made = await Page.EvaluateAsync<string>(Create, true);
        var clone = await Authenticators.AddUsbAsync();

        await clone.AddCopyAsync((await device.CredentialsAsync()).Single(), signCount: 0);
        await device.RemoveAsync();

        Assert.That(await Page.EvaluateAsync<string>(Get, null), Is.EqualTo(made));
        Assert.That((await clone.CredentialsAsync()).Single().SignCount, Is.LessThan(5));
    }

    [Test]
    public async Task A_finger_that_is_not_recognized_refuses()
    {
        var device = await Authenticators.AddInternalAsync();
        await Page.EvaluateAsync<string>(Create, true);

        await device.RecognizeUserAsync(false);

        var name = await Page.EvaluateAsync<string>("""
            () => navigator.credentials.get({ publicKey: { challenge: new Uint8Array(32), userVerification: "required" } })
                .then(() => "accepted", error => error.name)
            """);
        Assert.That(name, Is.EqualTo("NotAllowedError"));
    }

    [Test]
    public async Task A_device_forgets_a_passkey_and_changes_its_backup()
    {
        var device = await Authenticators.AddInternalAsync(synced: true);
        await Page.EvaluateAsync<string>(Create, true);
        var passkey = (await device.CredentialsAsync()).Single();

        await device.SetAsync(passkey, backedUp: false);
        Assert.That((await device.CredentialsAsync()).Single().Export.GetProperty("backupState").ValueKind, Is.EqualTo(JsonValueKind.False));

        await device.ForgetAsync(passkey);
        Assert.That(await device.CredentialsAsync(), Is.Empty);
    }
}
