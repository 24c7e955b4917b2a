using IdentityServer.Accounts;
using IdentityServer.Protocol.WebAuthn.Options;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.SignIn;

/// <summary>What somebody is asked for who has named themselves: their passkeys, or invented ones for a name nobody has.</summary>
internal sealed class NameStep(
    AccountStore accounts, PasskeyStore passkeys, NamesNobodyHas nobody, DecoyPasskeys decoys, IOptions<PasskeyOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan LookUpTime = TimeSpan.FromMilliseconds(20);

    public async Task<SignInOffer> OfferAsync(string? identifier, CancellationToken cancellation)
    {
        if (!options.Value.NameStep || string.IsNullOrWhiteSpace(identifier) || identifier.Length > AccountName.MaxLength)
            return SignInOffer.Any;

        // Both ways are walked for everybody, so that neither the answer nor its time tells whether the name is known. To read
        // a row takes longer than to read none, so everybody waits for the same clock, which started before.
        var lookedUp = Task.Delay(LookUpTime, clock, cancellation);
        var name = identifier.Trim();
        var account = await accounts.FindByNameAsync(name, cancellation);
        var owned = await passkeys.OfAccountAsync(account?.Id ?? Guid.Empty, cancellation);
        var invented = nobody.IdFor(name);
        var decoyed = new SignInOffer(invented, decoys.For(invented));
        await lookedUp;

        List<Passkey> working = [.. owned.Where(it => it.Works)];
        return account is { State: AccountState.Active } && working is not [] ? SignInOffer.Of(account, working) : decoyed;
    }
}

/// <summary>Who shall answer, somebody or a name nobody has, and with what; anybody may where nobody was named.</summary>
internal sealed record SignInOffer(Guid? Expected, IReadOnlyList<CredentialDescriptor> Passkeys)
{
    public static readonly SignInOffer Any = new(null, []);

    public static SignInOffer Of(AccountFacts account, IEnumerable<Passkey> passkeys) => new(account.Id, [.. passkeys.Select(it => it.ToDescriptor())]);
}
