using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Passkeys.Returning;
using IdentityServer.Protocol.WebAuthn.Options;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.SignIn;

/// <summary>What the page says about the prompt it is about to show.</summary>
internal sealed record SignInQuestion(string? Interaction, string? Identifier, bool Conditional, AuthenticatorHint? Hint)
{
    /// <summary>Asks for the person this browser knows.</summary>
    public bool Returning { get; init; }
}

/// <summary>
/// Begins a sign-in. Without a name the browser chooses among the passkeys it finds; with one, keys that cannot be found
/// without a name are listed, and a stranger's name gets a list too.
/// </summary>
internal sealed class SignInOptions(
    CeremonyStore ceremonies,
    InteractionStore interactions,
    NameStep names,
    KnownHere known,
    RelyingParty relyingParty,
    CeremonyFunnel funnel,
    IOptions<PasskeyOptions> options)
{
    public async Task<IResult> AskAsync(HttpContext http, SignInQuestion question, CancellationToken cancellation)
    {
        var interaction = await interactions.FindAsync(http, question.Interaction, cancellation);
        var (expected, offered) = question.Returning ? await OfferKnownAsync(http, cancellation) : await names.OfferAsync(question.Identifier, cancellation);

        var begun = await ceremonies.BeginAsync(http, CeremonyPurpose.SignIn, it => it with
        {
            AccountId = expected,
            Interaction = interaction?.Handle.ToString(),
            UserVerificationRequired = options.Value.RequireUserVerification || interaction is { RequiresUserVerification: true },
            Conditional = question.Conditional,
        }, offered.Count, cancellation);

        if (begun is not BegunCeremony.Begun(var handle, var ceremony))
            return funnel.TooMany(http, CeremonyPurpose.SignIn, (BegunCeremony.TooMany)begun);

        funnel.Asked(http, ceremony);
        var asked = ceremony.ToAuthentication(relyingParty) with { AllowedCredentials = offered };
        return new CeremonyQuestion(handle.ToString(), new RequestOptions(asked) { Hints = question.Hint is { } hint ? [hint] : [] }.ToJson());
    }

    // Only the sealed cookie names the account: what a page says of it counts for nothing. Browsers that propose one propose the first.
    private async Task<SignInOffer> OfferKnownAsync(HttpContext http, CancellationToken cancellation) =>
        await known.FindAsync(http, cancellation) is { } person ? SignInOffer.Of(person.Account, person.Passkeys.LastUsedFirst()) : SignInOffer.Any;
}
