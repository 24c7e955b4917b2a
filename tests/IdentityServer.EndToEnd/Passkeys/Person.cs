using System.Security.Cryptography;
using IdentityServer.Accounts;
using IdentityServer.Data;
using IdentityServer.Passkeys;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.EndToEnd.Passkeys;

/// <summary>Somebody who has been here before: an account and one passkey, whose private half a virtual authenticator can hold.</summary>
internal sealed record Person(string Name, SoftPasskey Passkey) : IDisposable
{
    /// <param name="host">The server.</param>
    /// <param name="synced">In a password manager; otherwise it never leaves its key.</param>
    /// <param name="discoverable">Whether the key finds it without a name.</param>
    /// <param name="counter">What the server remembers.</param>
    public static async Task<Person> MakeAsync(TestHost host, bool synced = true, bool discoverable = true, uint counter = 0)
    {
        var now = host.Clock.GetUtcNow();
        var name = "p" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var account = new NewAccount(Guid.CreateVersion7(now), name);
        var soft = new SoftPasskey(host.Get<RelyingParty>().Id, account.UserHandle) { Resident = discoverable, BackupEligible = synced, BackedUp = synced };
        var passkey = new Passkey
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            CredentialId = soft.CredentialId,
            PublicKey = soft.Key.Cose,
            RelyingPartyId = soft.RelyingPartyId,
            Aaguid = Guid.Empty,
            Transports = synced ? "hybrid internal" : "usb",
            BackupEligible = synced,
            BackedUp = synced,
            Discoverable = discoverable,
            UserVerified = true,
            AttestationFormat = "none",
            BornIn = PasskeyOrigin.SignUp,
            Name = "My passkey",
            NormalizedName = "MY PASSKEY",
            Counter = counter,
            CreatedAt = now,
            Mac = [],
        };

        var unit = new Unit();
        account.AddTo(unit, now);
        PasskeyStore.Insert(unit, passkey with { Mac = host.Get<PasskeySeal>().Compute(passkey) });
        Assert.That(await host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None), Is.EqualTo(UnitOutcome.Committed));
        return new(name, soft);
    }

    public void Dispose() => Passkey.Dispose();
}
