using IdentityServer.Accounts;
using IdentityServer.Shared.Telemetry;
using Microsoft.AspNetCore.Authorization;

namespace IdentityServer.Passkeys.Managing;

[Authorize(AccountPolicies.Change)]
internal sealed class AddModel(PasskeyStore passkeys, AccountStore accounts, CeremonyFunnel funnel) : PasskeyPage(passkeys, accounts)
{
    public void OnGet()
    {
        funnel.PageShown(HttpContext, CeremonyKind.Register);
        funnel.Offered(PasskeyOrigin.Settings, "offered");
    }
}
