using IdentityServer.Data.Protection;

namespace IdentityServer.Passkeys;

/// <summary>
/// Writing a key of one's own into somebody's row would be a way in. The seal covers what decides about access and never
/// changes; a row that does not match it opens nothing and raises an alarm.
/// </summary>
internal sealed class PasskeySeal(MasterKey master)
{
    private readonly Lazy<byte[]> key = new(() => master.Derive("passkeys"), LazyThreadSafetyMode.PublicationOnly);

    public byte[] Compute(Passkey passkey) => RowMac.Compute(key.Value,
        passkey.AccountId, passkey.CredentialId, passkey.PublicKey, passkey.RelyingPartyId, passkey.BackupEligible, passkey.HardwareProtected);

    public bool Matches(Passkey passkey) => RowMac.Matches(passkey.Mac, key.Value,
        passkey.AccountId, passkey.CredentialId, passkey.PublicKey, passkey.RelyingPartyId, passkey.BackupEligible, passkey.HardwareProtected);
}
