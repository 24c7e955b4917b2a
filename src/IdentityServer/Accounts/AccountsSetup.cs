using IdentityServer.Accounts.Authenticator;
using IdentityServer.Accounts.Codes;
using IdentityServer.Accounts.Email;
using IdentityServer.Accounts.Groups;
using IdentityServer.Accounts.Holds;
using IdentityServer.Accounts.Importing;
using IdentityServer.Accounts.Names;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Accounts.Privacy;
using IdentityServer.Accounts.Profile;
using IdentityServer.Accounts.Profile.Pictures;
using IdentityServer.Accounts.SignUp;
using IdentityServer.Data;
using IdentityServer.Data.Jobs;
using IdentityServer.Data.Purging;
using IdentityServer.Notifications.Delivery;
using IdentityServer.Shared.Settings;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Accounts;

internal static class AccountsSetup
{
    /// <summary>Identity keeps what it is good at (hashes, stamps, lockout, codes); names are ours, see <see cref="AccountName"/>.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddPurge(new("Holds", nameof(Hold.EndsAt), keep: TimeSpan.FromDays(400)));
        services.AddSingleton<AccountStore>().AddSingleton<NamesNobodyHas>().AddSingleton<HoldStore>().AddSingleton<GroupStore>().AddSingleton<AccountNotices>().AddSingleton<GuessedOut>().AddSingleton<IDeliveryObserver, NoticeTrail>();
        services.AddRoomOptions<SignUpOptions>("SignUp");
        services.AddSingleton<InvitationStore>().AddSingleton<Invitations>();
        services.AddPurge(new("Invitations", nameof(Invitation.ExpiresAt), keep: TimeSpan.FromDays(400)));
        services.AddSingleton<TakenNames>().AddPurge(new(FormerName.Table, nameof(FormerName.Until), keep: TimeSpan.Zero));
        services.AddSingleton<ProfileStore>().AddSingleton<PictureStore>().AddSingleton<UserNames>().AddSingleton<PhoneNumbers>();
        services.AddSingleton<EmailChangeStore>().AddSingleton<EmailChanges>();
        services.AddPurge(new("EmailChanges", nameof(EmailChange.ExpiresAt), keep: TimeSpan.FromDays(30)));
        services.AddSingleton<AccountList>().AddSingleton<ImportedPeople>().AddSingleton<AccountImport>();
        services.AddRoomOptions<PasswordOptions>("Passwords");
        services.AddRoomOptions<AuthenticatorOptions>("Authenticator");
        services.AddPurge(new(AuthenticatorAppConfiguration.Table, nameof(AuthenticatorApp.RemovedAt), AuthenticatorSettingUp.UndoFor));
        services.AddSingleton<AuthenticatorAppStore>().AddSingleton<AuthenticatorSeal>().AddSingleton<AuthenticatorCodes>().AddSingleton<AuthenticatorSettingUp>();
        // Longer than any link in a mail that takes a sheet back.
        services.AddPurge(new(RecoveryCodeConfiguration.Table, nameof(RecoveryCode.ReplacedAt), keep: TimeSpan.FromDays(30)));
        services.AddSingleton<RecoveryCodeStore>().AddSingleton<RecoveryCodes>();
        services.AddSingleton<LegacyPasswordStore>().AddSingleton<HashSeal>().AddSingleton<PasswordCheck>();
        services.AddJob<PasswordErasure>();
        services
            .AddSingleton<IPersonalData, AccountPersonalData>()
            .AddSingleton<IPersonalData, SignInPersonalData>()
            .AddSingleton<IPersonalData, TrailPersonalData>();
        services.AddIdentityCore<Account>(identity => identity.User.AllowedUserNameCharacters = "")
            .AddUserStore<UserOnlyStore<Account, IdentityServerDbContext, Guid>>();
        return services;
    }

    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder endpoints) => endpoints.MapPictures();
}
