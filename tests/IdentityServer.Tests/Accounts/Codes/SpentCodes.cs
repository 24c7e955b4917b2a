using System.Net;
using IdentityServer.Accounts.Codes;
using IdentityServer.Data;
using IdentityServer.TestKit;

namespace IdentityServer.Tests.Accounts.Codes;

internal static class SpentCodes
{
    /// <summary>A code that is spent and opens nothing.</summary>
    public static async Task<RecoveryCodeUse> SpendCodeAsync(this TestHost host, Guid account, string code, IPAddress address)
    {
        var codes = host.Get<RecoveryCodes>();
        var use = await codes.CheckAsync(account, code, address, CancellationToken.None);
        if (use is not RecoveryCodeUse.Accepted accepted)
            return use;

        var unit = new Unit();
        await codes.AddUseAsync(unit, accepted, address, CancellationToken.None);
        return await host.Get<IHotTables>().WriteAsync(unit, CancellationToken.None) is UnitOutcome.Committed ? use : RecoveryCodeUse.Refused.Now;
    }
}
