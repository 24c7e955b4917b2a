using IdentityServer.Accounts.Authenticator;
using IdentityServer.Accounts.Codes;

namespace IdentityServer.Accounts.Security;

internal sealed class SecurityModel(AccountStore accounts, RecoveryCodes codes, AuthenticatorSettingUp apps) : AccountPage(accounts)
{
    /// <summary>From here on it is time for a new sheet.</summary>
    public const int Few = 3;

    public RecoverySheet Sheet { get; private set; } = null!; // set before the page is shown

    public int Left => Sheet.Unused.Count();

    public Authenticators Apps { get; private set; } = Authenticators.None;

    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        Sheet = await codes.SheetOfAsync(Account.Id, cancellation);
        Apps = await apps.OfAsync(Account.Id, SessionId, cancellation);
    }
}
