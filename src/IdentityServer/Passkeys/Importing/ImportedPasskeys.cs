using IdentityServer.Accounts.Importing;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.WebAuthn.Authenticators;
using IdentityServer.Protocol.WebAuthn.Cose;
using IdentityServer.Protocol.WebAuthn.Messages;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Importing;

/// <summary>Passkeys move with a person as long as the relying party id stays: authenticators answer to nothing else.</summary>
internal sealed class ImportedPasskeys(
    RelyingParty relyingParty, PasskeyStore store, PasskeySeal seal, PasskeyTrail trail, IOptions<PasskeyOptions> options) : IImportedPart
{
    // WebAuthn L3 §4: a credential id has at most 1023 bytes, which are 1364 characters.
    private const int LongestId = 1364;
    private const int LongestKey = 1366;

    public async Task AddToAsync(ImportDraft draft, CancellationToken cancellation)
    {
        List<Passkey> passkeys = [];
        foreach (var described in draft.Entry.Objects("passkeys", options.Value.PerAccount))
        {
            draft.Entry.Include(described);
            if (Read(described, draft.Account.Id, passkeys, draft.Now) is not { } passkey)
                continue;

            var isTaken = await store.FindAsync(passkey.CredentialId, cancellation) is not null;
            draft.Claim($"passkey {Convert.ToHexString(passkey.CredentialId)}", isTaken, described, "credentialId");
            passkeys.Add(passkey);
        }

        if (passkeys is not [] && draft.Person.UserHandle is null)
            draft.Entry.Fault("userHandle", "is required with passkeys: it is what they know the person by");

        foreach (var passkey in passkeys)
        {
            PasskeyStore.Insert(draft.Unit, passkey with { Mac = seal.Compute(passkey) });
            trail.Add(draft.Unit, passkey, new(PasskeyEvents.Imported, Actor.System) { Details = new() { ["aaguid"] = passkey.Aaguid.ToString() } });
        }
    }

    private Passkey? Read(EntryReader passkey, Guid account, List<Passkey> before, DateTimeOffset now)
    {
        var id = Bytes(passkey, "credentialId", LongestId);
        var key = Bytes(passkey, "publicKey", LongestKey);
        var aaguid = Guid.Empty;
        if (passkey.Text("aaguid", 36) is { } text && !Guid.TryParseExact(text, "D", out aaguid))
            passkey.Fault("aaguid", "must look like 00000000-0000-0000-0000-000000000000");
        var name = Name(passkey, aaguid, before);
        if (passkey.Text("rpId", 253) is { } rpId && rpId != relyingParty.Id)
            passkey.Fault("rpId", $"is not {relyingParty.Id}; it would never answer here");
        if (key is not null && !IsUsable(key))
            passkey.Fault("publicKey", "must be a COSE key for ES256, EdDSA or RS256");

        var (counter, eligible, backedUp) = (passkey.Number("counter", uint.MaxValue) ?? 0, passkey.Flag("backupEligible") is true, passkey.Flag("backedUp") is true);
        if (backedUp && !eligible)
            passkey.Fault("backedUp", "cannot be true where backupEligible is not");

        return id is null || key is null ? null : new()
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account,
            CredentialId = id,
            PublicKey = key,
            RelyingPartyId = relyingParty.Id,
            Aaguid = aaguid,
            Transports = string.Join(' ', passkey.Texts("transports", 32).Where(IsTransport).Distinct().Order(StringComparer.Ordinal)),
            BackupEligible = eligible,
            BackedUp = backedUp,
            Discoverable = passkey.Flag("discoverable"),
            UserVerified = passkey.Flag("userVerified") is true,
            AttestationFormat = "none",
            BornIn = PasskeyOrigin.Import,
            Name = name,
            NormalizedName = PasskeyName.KeyOf(name),
            Counter = counter,
            CreatedAt = now,
            Mac = [],
        };
    }

    private static byte[]? Bytes(EntryReader passkey, string member, int longest)
    {
        var text = passkey.Text(member, longest);
        if (text is not null && StrictBase64Url.TryDecode(text, out var bytes) && bytes is not [])
            return bytes;

        passkey.Fault(member, "is required, in base64url");
        return null;
    }

    private static string Name(EntryReader passkey, Guid aaguid, List<Passkey> before)
    {
        var given = passkey.Text("name", 64) is { } text && PasskeyName.TryRead(text, out var name) ? name : AuthenticatorNames.Find(aaguid) ?? "Passkey";
        return PasskeyName.Unused(given, before.Select(it => it.Name));
    }

    private static bool IsUsable(byte[] key)
    {
        if (key.Length > 1024 || !CoseAlgorithms.Standard.TryImport(key, out var imported))
            return false;

        imported.Dispose();
        return true;
    }

    private static bool IsTransport(string text) =>
        text is Transports.Usb or Transports.Nfc or Transports.Ble or Transports.SmartCard or Transports.Hybrid or Transports.Internal;
}
