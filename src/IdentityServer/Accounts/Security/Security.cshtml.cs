using IdentityServer.Accounts.Authenticator;
using IdentityServer.Accounts.Codes;
using IdentityServer.Accounts.Passwords;
using Microsoft.Extensions.Options;

namespace IdentityServer.Accounts.Security;

internal sealed class SecurityModel(
    AccountStore accounts, RecoveryCodes codes, AuthenticatorSettingUp apps, LegacyPasswordStore passwords, IOptions<PasswordOptions> options) : AccountPage(accounts)
{
    /// <summary>From here on it is time for a new sheet.</summary>
    public const int Few = 3;

    public RecoverySheet Sheet { get; private set; } = null!; // set before the page is shown

    public int Left => Sheet.Unused.Count();

    /// <summary>The one that was brought along, while it is there.</summary>
    public LegacyPassword? Password { get; private set; }

    public Authenticators Apps { get; private set; } = Authenticators.None;

    /// <summary>Without one, nothing asks for an app's code.</summary>
    public bool HasPassword => options.Value.Enabled && Password is { SwitchedOffAt: null };

    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        Sheet = await codes.SheetOfAsync(Account.Id, cancellation);
        Password = await passwords.FindAsync(Account.Id, cancellation);
        Apps = await apps.OfAsync(Account.Id, SessionId, cancellation);
    }
}
