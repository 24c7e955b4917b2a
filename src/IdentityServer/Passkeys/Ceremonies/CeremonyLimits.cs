using IdentityServer.Shared.Requests;
using IdentityServer.Throttles;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Ceremonies;

/// <summary>How often the same network, browser or account may begin and answer ceremonies.</summary>
internal sealed class CeremonyLimits(Throttle throttle)
{
    private ThrottleOptions Rules => throttle.Rules;

    /// <summary>Counted together with the question that is written.</summary>
    public Take[] ToAsk(HttpContext http, PendingCeremony ceremony) => ceremony switch
    {
        { Purpose: not CeremonyPurpose.Registration } =>
            [Rules.SignInOptionsPerNetwork.For(http.Connection.RemoteIpAddress), Rules.SignInOptionsPerBrowser.For(Convert.ToHexString(ceremony.BrowserHash))],
        { NewAccount: null, AccountId: { } account } => [Rules.RegistrationPerAccount.For(account)],
        _ => [Rules.SignUpPerNetwork.For(http.Connection.RemoteIpAddress)],
    };

    /// <summary>Counted together with the taking of the question, whatever it was for: the limit bears the name of what is done most.</summary>
    public Take[] ToAnswer(HttpContext http) => [Rules.SignInPerNetwork.For(http.Connection.RemoteIpAddress)];

    /// <summary>
    /// Counted when it has happened: a signature is not guessed, so one that is right waits for nobody. Account and network
    /// together, strangers and acquaintances apart: a stranger uses up nothing of the owner's, not even next door.
    /// </summary>
    /// <param name="http">Where it came from.</param>
    /// <param name="account">Or a name nobody has: it is counted like all others.</param>
    /// <param name="acquainted">See <see cref="Acquaintance"/>.</param>
    public Task<ThrottleOutcome> FailAsync(HttpContext http, Guid account, bool acquainted) => throttle.TakeAsync(
        Rules.SignInFailuresPerAccount.For(
            account.ToString("N"),
            NetworkPrefix.ForThrottles(http.Connection.RemoteIpAddress) ?? "unknown",
            acquainted ? "acquainted" : "stranger"),
        CancellationToken.None);
}
