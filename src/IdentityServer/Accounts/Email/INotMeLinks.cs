using IdentityServer.Data;
using IdentityServer.Notifications;

namespace IdentityServer.Accounts.Email;

/// <summary>The room of the sessions makes the link by which a mailbox takes back what happened to the account since an instant.</summary>
internal interface INotMeLinks
{
    NoticeLink Add(Unit unit, Guid accountId, DateTimeOffset since);
}
