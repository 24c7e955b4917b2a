using System.Buffers.Text;
using IdentityServer.Accounts;

namespace IdentityServer.Passkeys.Managing;

internal sealed class PasskeysModel(PasskeyStore passkeys, AccountStore accounts) : PasskeyPage(passkeys, accounts)
{
    /// <summary>For the password manager; only ever on a page of the person they belong to.</summary>
    public string CredentialIds => string.Join(' ', Passkeys.Select(it => Base64Url.EncodeToString(it.CredentialId)));

    public string UserId => Base64Url.EncodeToString(Account.UserHandle);

    public Guid? UsedNow => Session.LatestEvent.PasskeyId;
}
