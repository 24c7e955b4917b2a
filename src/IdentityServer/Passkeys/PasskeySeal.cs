using IdentityServer.Data;
using IdentityServer.Data.Protection;

namespace IdentityServer.Passkeys;

/// <summary>
/// Writing a key of one's own into somebody's row would be a way in. The seal covers what decides about access; a row that
/// does not match it opens nothing and raises an alarm.
/// </summary>
internal sealed class PasskeySeal(MasterKey master)
{
    private readonly KeyedHash hash = master.Hash("passkeys");

    public byte[] Compute(Passkey passkey) => RowMac.Compute(hash, Fields(passkey, passkey.UserVerified));

    // A row may claim less than was sealed, never more. That is also how rows are read that were sealed before this claim was.
    public bool Matches(Passkey passkey) =>
        RowMac.Matches(passkey.Mac, hash, Fields(passkey, verified: true))
        || (!passkey.UserVerified && RowMac.Matches(passkey.Mac, hash, Fields(passkey, verified: false)));

    private static Value[] Fields(Passkey passkey, bool verified) =>
    [
        passkey.AccountId, passkey.CredentialId, passkey.PublicKey, passkey.RelyingPartyId, passkey.BackupEligible, passkey.HardwareProtected,
        .. verified ? Array.Empty<Value>() : [false],
    ];
}
