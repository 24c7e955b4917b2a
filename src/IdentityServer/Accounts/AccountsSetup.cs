using IdentityServer.Accounts.Groups;
using IdentityServer.Data;
using IdentityServer.Notifications.Delivery;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Accounts;

internal static class AccountsSetup
{
    /// <summary>Identity keeps what it is good at (hashes, stamps, lockout, codes); names are ours, see <see cref="AccountName"/>.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<AccountStore>().AddSingleton<GroupStore>().AddSingleton<AccountNotices>().AddSingleton<IDeliveryObserver, NoticeTrail>();
        services.AddIdentityCore<Account>(identity => identity.User.AllowedUserNameCharacters = "")
            .AddUserStore<UserOnlyStore<Account, IdentityServerDbContext, Guid>>();
        return services;
    }
}
