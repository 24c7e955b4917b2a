using IdentityServer.Accounts;
using IdentityServer.Shared;
using IdentityServer.Shared.Requests;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Sessions.Managing;

internal sealed class SessionsModel(SessionStore sessions, AccountStore accounts, IStringLocalizer<SharedResources> common)
    : SessionPage(sessions, accounts)
{
    public string NameOf(Session session) => DeviceFamily.InWords(session.Device, common);
}
