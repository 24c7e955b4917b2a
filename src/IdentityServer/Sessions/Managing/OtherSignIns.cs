using IdentityServer.Shared.Layouts;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Sessions.Managing;

/// <summary>ASVS 7.4.3: whoever changed how they get in may want nobody left who got in before.</summary>
internal sealed class OtherSignIns(SessionStore sessions) : IOtherSignIns
{
    public async Task<bool> AnyAsync(HttpContext http) =>
        await http.FindSessionAsync() is { } session
        && (await sessions.OfAccountAsync(session.AccountId, http.RequestAborted)).Exists(it => it.Id != session.Id);
}
