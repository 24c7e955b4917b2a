using IdentityServer.Accounts.Passwords;
using IdentityServer.Data;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>Whether somebody who used a password is asked to make a passkey instead, and what their answer was.</summary>
internal sealed class PasskeyOffers(PasskeyStore passkeys, LegacyPasswordStore passwords, CeremonyFunnel funnel, IHotTables tables, TimeProvider clock)
{
    public async Task<bool> IsDueAsync(PasswordProof.Accepted proof, CancellationToken cancellation) =>
        PasskeyOfferPolicy.IsDue(proof.Password, clock.GetUtcNow())
        && await LacksPasskeyAsync(proof.Account.Id, cancellation);

    /// <summary>None that counts in full: one that the browser made by itself leaves its owner without a second factor.</summary>
    public async Task<bool> LacksPasskeyAsync(Guid account, CancellationToken cancellation) =>
        !(await passkeys.OfAccountAsync(account, cancellation)).Exists(it => it.UserVerified);

    public async Task DeclineAsync(Guid account, CancellationToken cancellation)
    {
        funnel.Offered(PasskeyOrigin.Password, "declined");
        if (await passwords.FindAsync(account, cancellation) is { } password)
            await tables.WriteAsync(LegacyPasswordStore.AskLater(new(), account, PasskeyOfferPolicy.AskAgain(password, clock.GetUtcNow())), cancellation);
    }
}
