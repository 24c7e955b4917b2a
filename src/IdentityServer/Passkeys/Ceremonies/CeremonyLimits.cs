using IdentityServer.Shared.Requests;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Ceremonies;

/// <summary>How often the same network, browser or account may begin and answer ceremonies.</summary>
internal sealed class CeremonyLimits(Throttle throttle, IOptions<ThrottleOptions> options)
{
    private ThrottleOptions Rules => options.Value;

    /// <summary>Counted together with the question that is written.</summary>
    public Take[] ToAsk(HttpContext http, PendingCeremony ceremony) => ceremony switch
    {
        { Purpose: not CeremonyPurpose.Registration } =>
            [Rules.SignInOptionsPerNetwork.For(http.Connection.RemoteIpAddress), Rules.SignInOptionsPerBrowser.For(Convert.ToHexString(ceremony.BrowserHash))],
        { NewAccount: null, AccountId: { } account } => [Rules.RegistrationPerAccount.For(account)],
        _ => [Rules.SignUpPerNetwork.For(http.Connection.RemoteIpAddress)],
    };

    /// <summary>Counted together with the taking of the question.</summary>
    public Take[] ToAnswer(HttpContext http) => [Rules.SignInPerNetwork.For(http.Connection.RemoteIpAddress)];

    /// <summary>
    /// Whether this network has failed too often with this account lately. Asked only about a passkey that failed at its
    /// last use, so that nobody else's sign-in waits for the question.
    /// </summary>
    public async Task<ThrottleOutcome?> RefusalAsync(HttpContext http, Passkey passkey, bool acquainted, CancellationToken cancellation) =>
        passkey.FailuresInARow > 0 ? await throttle.RefusalAsync([Failure(http, passkey, acquainted)], cancellation) : null;

    public Task CountFailureAsync(HttpContext http, Passkey passkey, bool acquainted) =>
        throttle.TakeAsync(Failure(http, passkey, acquainted), CancellationToken.None);

    // Account and network together, strangers and acquaintances apart: a stranger uses up nothing of the owner's, not even next door.
    private Take Failure(HttpContext http, Passkey passkey, bool acquainted) => Rules.SignInFailuresPerAccount.For(
        passkey.AccountId.ToString("N"),
        NetworkPrefix.ForThrottles(http.Connection.RemoteIpAddress) ?? "unknown",
        acquainted ? "acquainted" : "stranger");
}
