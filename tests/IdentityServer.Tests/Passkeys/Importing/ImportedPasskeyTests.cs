using System.Buffers.Text;
using System.Net;
using System.Text.Json;
using IdentityServer.Accounts.Importing;
using IdentityServer.Shared.Importing;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Tests.Passkeys.Importing;

internal sealed class ImportedPasskeyTests
{
    private static readonly byte[] UserHandle = [1, 2, 3, 4, 5, 6, 7, 8];

    private TestHost host;

    [SetUp]
    public void Start() => host = new();

    [TearDown]
    public ValueTask StopAsync() => host.DisposeAsync();

    [Test]
    public async Task A_passkey_that_moved_along_signs_in()
    {
        using var moved = new SoftPasskey("localhost", UserHandle);
        var imported = await ImportAsync(moved, Base64Url.EncodeToString(UserHandle));
        using var bob = new Visitor(host);
        bob.Device.Add(moved);

        var answer = await bob.SignInAsync();

        Assert.That(imported.Outcome, Is.EqualTo(ImportOutcome.Added), string.Join("; ", imported.Faults));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await bob.Http.GetStringAsync("/account/passkeys"), Does.Contain("Old phone"));
    }

    [Test]
    public async Task It_signs_nobody_in_under_another_user_handle()
    {
        using var moved = new SoftPasskey("localhost", UserHandle);
        await ImportAsync(moved, "AAAA");
        using var bob = new Visitor(host);
        bob.Device.Add(moved);

        Assert.That((await bob.SignInAsync()).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    private Task<ImportedEntry> ImportAsync(SoftPasskey passkey, string userHandle)
    {
        var entry = JsonSerializer.SerializeToElement(new
        {
            id = "17",
            username = "bob",
            userHandle,
            passkeys = new[]
            {
                new
                {
                    credentialId = Base64Url.EncodeToString(passkey.CredentialId), publicKey = Base64Url.EncodeToString(passkey.Key.Cose),
                    counter = 0, name = "Old phone", rpId = "localhost", backupEligible = true, backedUp = true,
                },
            },
        });
        return host.Get<AccountImport>().ImportAsync("17", entry, CancellationToken.None);
    }
}
