using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Passkeys.Managing;
using IdentityServer.Passkeys.Returning;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Messages;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.SignIn;

/// <summary>What the browser hears once somebody is in: where to go on, which passkeys are left, what it may offer.</summary>
internal sealed class AfterSignIn(RelyingParty relyingParty, ReturningCookie returning, TimeProvider clock)
{
    /// <summary>Where a sign-in that no app asked for leads.</summary>
    private const string Home = "/account/passkeys";

    private static readonly TimeSpan RightAfter = TimeSpan.FromHours(1);

    public IResult Answer(HttpContext http, PasskeyProof.Accepted proof, Interaction? interaction)
    {
        returning.Remember(http, proof.Account.Id);
        return CeremonyResult.Next(Next(proof, interaction), AcceptedPasskeys.Of(relyingParty, proof.Account, proof.Owned), Offer(http, proof, interaction));
    }

    // UX-28: nobody can be sure to hear of it on a page that they may never open.
    private string Next(PasskeyProof.Accepted proof, Interaction? interaction) => interaction switch
    {
        _ when LostItsBackup(proof) => Via(BackupLostModel.Path, interaction),
        null => Home,
        _ when IsRightAfterSignUp(proof) => AnotherModel.Before(interaction),
        _ => interaction.Continue,
    };

    private string? Offer(HttpContext http, PasskeyProof.Accepted proof, Interaction? interaction) =>
        !LostItsBackup(proof) && MayOffer(http, proof) ? Via("/account/passkeys/here", interaction) : null;

    private static string Via(string page, Interaction? interaction) => $"{page}?interaction={interaction?.Handle}";

    // What it was before this sign-in: an account's first passkey is used for the first time only once. Later on, and for whoever
    // set the server up, a page between the prompt and the app would be in the way.
    private bool IsRightAfterSignUp(PasskeyProof.Accepted proof) =>
        proof is { Passkey: { LastUsedAt: null, BornIn: PasskeyOrigin.SignUp }, Owned: [_] }
        && clock.GetUtcNow() - proof.Passkey.CreatedAt <= RightAfter;

    private static bool LostItsBackup(PasskeyProof.Accepted proof) => proof.Signals.BackupChange is BackupChange.Lost;

    // UX-12: the passkey came from a phone or a key, and this proof is good enough to make another one with.
    private bool MayOffer(HttpContext http, PasskeyProof.Accepted proof) =>
        proof is { Signals.Attachment: AuthenticatorAttachment.CrossPlatform, UserVerified: true, Reduced: false }
        && returning.MayAsk(http, proof.Account.Id);
}
