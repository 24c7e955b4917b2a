using IdentityServer.Accounts;
using IdentityServer.Data;
using IdentityServer.Protocol.WebAuthn.Metadata;

namespace IdentityServer.Passkeys;

internal sealed class PasskeyStore(IHotTables tables)
{
    public Task<Passkey?> FindAsync(byte[] credentialId, CancellationToken cancellation) =>
        tables.FindAsync(PasskeyStatements.ByCredential, PasskeyStatements.Read, [credentialId], cancellation);

    /// <summary>All that this one's owner has, in no order; nothing where nobody has it.</summary>
    public Task<List<OwnedPasskey>> OfOwnerAsync(byte[] credentialId, CancellationToken cancellation) =>
        tables.ListAsync(PasskeyStatements.OfOwner, PasskeyStatements.ReadOwned, [credentialId], cancellation);

    /// <summary>Oldest first.</summary>
    public Task<List<Passkey>> OfAccountAsync(Guid accountId, CancellationToken cancellation) =>
        tables.ListAsync(PasskeyStatements.OfAccount, PasskeyStatements.Read, [accountId], cancellation);

    /// <summary>Everybody's that a review has marked.</summary>
    public Task<List<Passkey>> FlaggedAsync(CancellationToken cancellation) =>
        tables.ListAsync(PasskeyStatements.Flagged, PasskeyStatements.Read, [], cancellation);

    public static void Insert(Unit unit, Passkey it) => unit.Require(PasskeyStatements.Insert,
        it.Id, it.AccountId, it.CredentialId, it.PublicKey, it.RelyingPartyId, it.Aaguid, it.Transports, it.BackupEligible, it.BackedUp,
        it.Discoverable, it.UserVerified, it.AttestationFormat, it.HardwareProtected, it.BornIn, it.Name, it.NormalizedName, it.Counter,
        it.CreatedAt, 0, it.Mac, it.AttestedModel);

    public static void Rename(Unit unit, Passkey passkey, string name, string normalizedName) =>
        unit.Require(PasskeyStatements.Rename, name, normalizedName, passkey.Id, passkey.AccountId);

    public static void Suspend(Unit unit, Passkey passkey, PasskeySuspension reason, DateTimeOffset now) =>
        unit.Add(PasskeyStatements.Suspend, now, reason, passkey.Id);

    /// <summary>The unit misses where it is not suspended for this any more.</summary>
    public static void Reactivate(Unit unit, Passkey passkey) =>
        unit.Require(PasskeyStatements.Reactivate, passkey.Id, passkey.AccountId, passkey.SuspendedFor);

    public static void Flag(Unit unit, Passkey passkey, AuthenticatorRefusal? reason, DateTimeOffset now) =>
        unit.Add(PasskeyStatements.Flag, reason is null ? (DateTimeOffset?)null : now, reason, passkey.Id);

    /// <summary>The unit, which has inserted it, misses where the account got another one meanwhile that counts.</summary>
    public static void RequireFirst(Unit unit, Passkey passkey) => unit
        .Add(PasskeyStatements.Queue, passkey.AccountId)
        .Require(PasskeyStatements.First, passkey.Id, passkey.AccountId, true);

    public static void RemoveForGood(Unit unit, Passkey passkey) => unit.Add(PasskeyStatements.RemoveForGood, passkey.Id, passkey.AccountId);

    /// <summary>The unit misses where this is the last passkey that works.</summary>
    public static void Remove(Unit unit, Passkey passkey) => unit
        .Add(PasskeyStatements.Queue, passkey.AccountId)
        .Require(PasskeyStatements.Remove, passkey.Id, passkey.AccountId, true, false);
}

internal sealed record OwnedPasskey(Passkey Passkey, AccountFacts Owner);
