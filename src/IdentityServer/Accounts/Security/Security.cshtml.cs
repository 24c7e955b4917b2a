using IdentityServer.Accounts.Codes;

namespace IdentityServer.Accounts.Security;

internal sealed class SecurityModel(AccountStore accounts, RecoveryCodes codes) : AccountPage(accounts)
{
    /// <summary>From here on it is time for a new sheet.</summary>
    public const int Few = 3;

    public RecoverySheet Sheet { get; private set; } = null!; // set before the page is shown

    public int Left => Sheet.Unused.Count();

    protected override async Task LoadAsync(CancellationToken cancellation) => Sheet = await codes.SheetOfAsync(Account.Id, cancellation);
}
