using IdentityServer.Accounts;

namespace IdentityServer.Sessions.Privacy;

internal sealed class PrivacyModel(AccountStore accounts, AccountDeletions deletions) : AccountPage(accounts)
{
    public int GraceDays => (int)deletions.Grace.TotalDays;
}
