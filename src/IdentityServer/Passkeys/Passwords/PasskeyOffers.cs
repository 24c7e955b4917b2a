using IdentityServer.Accounts.Passwords;
using IdentityServer.Accounts.Security;
using IdentityServer.Data;
using IdentityServer.Sessions.Interactions;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>Whether somebody who used a password is asked to make a passkey instead, and what their answer was.</summary>
internal sealed class PasskeyOffers(
    PasskeyStore passkeys, LegacyPasswordStore passwords, CeremonyFunnel funnel, IHotTables tables, TimeProvider clock) : IOwnedPasskeys
{
    /// <summary>The end of a sign-in with a password. It leads past the question, where that is due.</summary>
    public async Task<string> NextAsync(Guid account, Interaction? interaction, string? interactionText, CancellationToken cancellation)
    {
        funnel.SignedInWithPassword();
        return await IsDueAsync(account, cancellation) ? interaction is null ? "/sign-in/passkey" : $"/sign-in/passkey?interaction={interactionText}"
            : interaction?.Continue(interactionText!) ?? "/account/passkeys";
    }

    /// <summary>
    /// None that was ever verified: one that the browser made by itself leaves its owner without a second factor. One that is
    /// suspended is not lacked, because a password must not get round what a suspicion has closed; that is what recovery is for.
    /// </summary>
    public async Task<bool> LacksVerifiedAsync(Guid account, CancellationToken cancellation) =>
        !(await passkeys.OfAccountAsync(account, cancellation)).Exists(it => it.UserVerified);

    public async Task<bool> HasAnyAsync(Guid account, CancellationToken cancellation) =>
        await passkeys.OfAccountAsync(account, cancellation) is not [];

    public async Task DeclineAsync(Guid account, CancellationToken cancellation)
    {
        funnel.Offered(PasskeyOrigin.Password, "declined");
        if (await passwords.FindAsync(account, cancellation) is { } password)
            await tables.WriteAsync(LegacyPasswordStore.AskLater(new(), account, PasskeyOfferPolicy.AskAgain(password, clock.GetUtcNow())), cancellation);
    }

    private async Task<bool> IsDueAsync(Guid account, CancellationToken cancellation) =>
        await passwords.FindAsync(account, cancellation) is { } password
        && PasskeyOfferPolicy.IsDue(password, clock.GetUtcNow())
        && await LacksVerifiedAsync(account, cancellation);
}
