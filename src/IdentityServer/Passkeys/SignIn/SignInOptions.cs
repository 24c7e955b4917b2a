using System.Security.Cryptography;
using IdentityServer.Accounts;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Passkeys.Returning;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Options;
using IdentityServer.Sessions;
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
    AccountStore accounts,
    PasskeyStore passkeys,
    NamesNobodyHas nobody,
    DecoyPasskeys decoys,
    KnownHere known,
    RelyingParty relyingParty,
    CeremonyFunnel funnel,
    IOptions<PasskeyOptions> options)
{
    private static readonly TimeSpan LookUpTime = TimeSpan.FromMilliseconds(20);

    public async Task<IResult> AskAsync(HttpContext http, SignInQuestion question, CancellationToken cancellation)
    {
        var interaction = await interactions.FindAsync(http, question.Interaction, cancellation);
        var (expected, account, offered) = question.Returning ? await OfferKnownAsync(http, cancellation) : await OfferAsync(question.Identifier, cancellation);

        var begun = await ceremonies.BeginAsync(http, (handle, now) => new()
        {
            Id = handle.ToKey(),
            Purpose = CeremonyPurpose.SignIn,
            Challenge = RandomNumberGenerator.GetBytes(Ceremony.ChallengeLength),
            BrowserHash = Browser.HashOrCreate(http, now),
            AccountId = expected,
            Interaction = interaction is null ? null : question.Interaction,
            RelyingPartyId = relyingParty.Id,
            UserVerificationRequired = options.Value.RequireUserVerification || interaction is { RequiresUserVerification: true },
            Conditional = question.Conditional,
            CreatedAt = now,
            ExpiresAt = now + CeremonyStore.Lifetime,
        }, offered.Count, cancellation);

        if (begun is not BegunCeremony.Begun(var handle, var ceremony))
            return funnel.TooMany(http, CeremonyPurpose.SignIn, (BegunCeremony.TooMany)begun);

        funnel.Asked(http, ceremony);
        var asked = ceremony.ToAuthentication(relyingParty) with { AllowedCredentials = offered };
        return new CeremonyQuestion(handle.ToString(), new RequestOptions(asked) { Hints = question.Hint is { } hint ? [hint] : [] }.ToJson());
    }

    // Only the sealed cookie names the account: what a page says of it counts for nothing. Browsers that propose one propose the first.
    private async Task<Offer> OfferKnownAsync(HttpContext http, CancellationToken cancellation) =>
        await known.FindAsync(http, cancellation) is { } person ? Offer.Of(person.Account, person.Passkeys.LastUsedFirst()) : Offer.Any;

    private async Task<Offer> OfferAsync(string? identifier, CancellationToken cancellation)
    {
        if (!options.Value.NameStep || string.IsNullOrWhiteSpace(identifier) || identifier.Length > AccountName.MaxLength)
            return Offer.Any;

        // Both ways are walked for everybody, so that neither the answer nor its time tells whether the name is known. To read
        // a row takes longer than to read none, so everybody waits for the same clock, which started before.
        var lookedUp = Task.Delay(LookUpTime, cancellation);
        var name = identifier.Trim();
        var account = await accounts.FindByNameAsync(name, cancellation);
        var owned = await passkeys.OfAccountAsync(account?.Id ?? Guid.Empty, cancellation);
        var invented = nobody.IdFor(name);
        var decoyed = new Offer(invented, null, decoys.For(invented));
        await lookedUp;

        List<Passkey> working = [.. owned.Where(it => it.Works)];
        return account is { State: AccountState.Active } && working is not [] ? Offer.Of(account, working) : decoyed;
    }

    /// <summary>Who shall answer, somebody or a name nobody has, and with what; anybody may where nobody was named.</summary>
    private sealed record Offer(Guid? Expected, AccountFacts? Account, IReadOnlyList<CredentialDescriptor> Passkeys)
    {
        public static readonly Offer Any = new(null, null, []);

        public static Offer Of(AccountFacts account, IEnumerable<Passkey> passkeys) => new(account.Id, account, [.. passkeys.Select(it => it.ToDescriptor())]);
    }
}
