using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Passkeys.Returning;
using IdentityServer.Protocol.WebAuthn.Messages;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.SignIn;

/// <summary>What the browser hears once somebody is in: where to go on, which passkeys are left, what it may offer.</summary>
internal sealed class AfterSignIn(RelyingParty relyingParty, PasskeyStore passkeys, ReturningCookie returning)
{
    /// <summary>Where a sign-in that no app asked for leads.</summary>
    private const string Home = "/account/passkeys";

    public async Task<IResult> AnswerAsync(HttpContext http, PasskeyProof.Accepted proof, Interaction? interaction)
    {
        var owned = await passkeys.OfAccountAsync(proof.Account.Id, CancellationToken.None);
        var offer = MayOffer(http, proof) ? $"/account/passkeys/here?interaction={(interaction is null ? "" : proof.Ceremony.Interaction)}" : null;
        returning.Remember(http, proof.Account.Id);
        return CeremonyResult.Next(
            interaction is null ? Home : interaction.Continue(proof.Ceremony.Interaction!),
            AcceptedPasskeys.Of(relyingParty, proof.Account, owned),
            offer);
    }

    // UX-12: the passkey came from a phone or a key, and this proof is good enough to make another one with.
    private bool MayOffer(HttpContext http, PasskeyProof.Accepted proof) =>
        proof is { Signals.Attachment: AuthenticatorAttachment.CrossPlatform, UserVerified: true, Reduced: false }
        && returning.MayAsk(http, proof.Account.Id);
}
