using IdentityServer.Accounts;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Pairing;

/// <summary>The code that somebody types on the second device, together with a name: short, so that every try is counted.</summary>
internal sealed class PairingCode(
    PairingClaim claim, PairingStore store, PairingSecrets secrets, AccountStore accounts, NamesNobodyHas nobody, Guesses guesses, Throttle throttle)
{
    /// <summary>Counted before it is looked at, for names that nobody has like for all others.</summary>
    public async Task<PairingAnswer> TakeUpAsync(HttpContext http, string name, string? code, CancellationToken cancellation)
    {
        var address = http.Connection.RemoteIpAddress;
        if (name.Length is 0 or > AccountName.MaxLength)
            return PairingAnswer.Refused.Now;

        var network = await throttle.TakeAsync(throttle.Rules.UserCodesPerNetwork.For(address), cancellation);
        if (network is not ThrottleOutcome.Allowed)
            return new PairingAnswer.TooMany(network);

        var id = (await accounts.FindByNameAsync(name, cancellation))?.Id ?? nobody.IdFor(name);
        var pairing = await store.LatestAsync(id, cancellation);
        // A new code is a new thing to guess at: nobody can use up the next one's tries.
        var authenticator = $"pairing {(pairing is null ? "" : Convert.ToHexString(pairing.Id))}";
        var outcome = await guesses.TryAsync(id, authenticator, address, knownBrowser: null, cancellation);
        if (outcome is not ThrottleOutcome.Allowed)
            return new PairingAnswer.TooMany(outcome);

        return pairing is not null && secrets.Opens(pairing, code)
            ? await claim.TakeUpAsync(guesses.Succeeded(new(), id, authenticator, address, knownBrowser: null), http, pairing)
            : PairingAnswer.Refused.Now;
    }
}
