using System.Security.Cryptography;
using IdentityServer.Accounts;
using IdentityServer.Passkeys.Returning;
using IdentityServer.Protocol.WebAuthn.Messages;
using IdentityServer.Sessions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys;

/// <summary>
/// Whether an answer shows anything that strangers do not have: the account's 64 random bytes, which its passkeys carry, its
/// session, or a browser it signed in on before. A credential's id is no secret: the name step tells it to anybody.
/// </summary>
internal sealed class Acquaintance(ReturningCookie returning)
{
    public async Task<bool> IsShownAsync(HttpContext http, AccountFacts account, AuthenticationResponse response) =>
        (response.UserHandle is { } handle && CryptographicOperations.FixedTimeEquals(handle, account.UserHandle))
        || (await http.FindSessionAsync())?.AccountId == account.Id
        || returning.Read(http)?.AccountId == account.Id;
}
