using IdentityServer.Accounts;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Returning;

/// <summary>The person this browser may greet, with the passkeys that would let them in.</summary>
internal sealed record KnownPerson(AccountFacts Account, IReadOnlyList<Passkey> Passkeys)
{
    public string Name => MaskedName.Of(Account is { EmailConfirmed: true, Email: { } email } ? email : Account.UserName);
}

/// <summary>Looks behind the cookie: nobody whose account is closed, or who has no passkey that works, is greeted.</summary>
internal sealed class KnownHere(ReturningCookie cookie, AccountStore accounts, PasskeyStore passkeys)
{
    public async Task<KnownPerson?> FindAsync(HttpContext http, CancellationToken cancellation)
    {
        if (cookie.Read(http) is not { } person
            || await accounts.FindAsync(person.AccountId, cancellation) is not { State: AccountState.Active } account)
            return null;

        List<Passkey> owned = [.. (await passkeys.OfAccountAsync(account.Id, cancellation)).Where(it => it.Works)];
        return owned is [] ? null : new(account, owned);
    }
}
