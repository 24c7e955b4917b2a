using IdentityServer.Accounts.Passwords;
using IdentityServer.Accounts.Security;
using IdentityServer.Data;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Sessions.Proofs;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>Whether somebody who used a password is asked to make a passkey instead, and what their answer was.</summary>
internal sealed class PasskeyOffers(
    PasskeyStore passkeys, LegacyPasswordStore passwords, CeremonyFunnel funnel, IHotTables tables, TimeProvider clock) : IOwnedPasskeys
{
    /// <summary>The end of a sign-in with a password. It leads past the question, where that is due.</summary>
    public async Task<string> NextAsync(Session session, Interaction? interaction, CancellationToken cancellation)
    {
        funnel.SignedInWithPassword();
        if (IsProofOnly(session, interaction) || !await IsDueAsync(session.AccountId, cancellation))
            return interaction?.Continue ?? "/account/passkeys";

        return interaction is null ? "/sign-in/passkey" : $"/sign-in/passkey?interaction={interaction.Handle}";
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

    // MG-05: an app that wants to see the person once more, or a page of ours whose proof this was, goes on without a question.
    // Where the password was not enough for that page, a passkey is what it takes.
    private bool IsProofOnly(Session session, Interaction? interaction) => ProofRequest.Of(interaction) is { } asked
        ? StepUpPolicy.IsOpen(session, asked.Action, clock.GetUtcNow())
        : interaction is { Request: not null } && session.Events is not [_];

    private async Task<bool> IsDueAsync(Guid account, CancellationToken cancellation) =>
        await passwords.FindAsync(account, cancellation) is { } password
        && PasskeyOfferPolicy.IsDue(password, clock.GetUtcNow())
        && await LacksVerifiedAsync(account, cancellation);
}
