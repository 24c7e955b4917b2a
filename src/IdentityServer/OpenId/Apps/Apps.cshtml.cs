using IdentityServer.Accounts;

namespace IdentityServer.OpenId.Apps;

internal sealed class AppsModel(PersonsApps apps, AccountStore accounts) : AccountPage(accounts)
{
    public IReadOnlyList<AppInUse> Apps { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Apps = await apps.OfAsync(Account.Id, cancellation);
}
