using System.Text.Json;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Holds;
using IdentityServer.Data;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Enrolment;

/// <summary>
/// WA-04: straight after a full sign-in with a password the browser may make a passkey without a prompt. Nobody touched
/// anything for it, so the passkey proves presence only until its authenticator has verified somebody.
/// </summary>
internal sealed class ConditionalOccasion(AccountStore accounts, HoldStore holds, IOptions<PasskeyOptions> options, TimeProvider clock) : IEnrolmentOccasion
{
    /// <summary>The browser asks for a password that was just filled in; so do we.</summary>
    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(5);

    public PasskeyOrigin Origin => PasskeyOrigin.Conditional;

    public async Task<Admission> AdmitAsync(HttpContext http, JsonElement details, CancellationToken cancellation) =>
        await http.FindSessionAsync() is { } session && Follows(session) && await OwnerAsync(session, cancellation) is { } enrollee
        && await holds.EndOfAsync(session.AccountId, cancellation) is null
            ? new Admission.Admitted(enrollee)
            : new Admission.Refused("occasion_unknown");

    public async Task<Enrollee?> ConfirmAsync(HttpContext http, PendingCeremony ceremony, CancellationToken cancellation) =>
        await http.FindSessionAsync() is { } session && session.Id == ceremony.SessionId && session.AccountId == ceremony.AccountId
            ? await OwnerAsync(session, cancellation)
            : null;

    public Task<EnrolmentEnd> FinishAsync(Unit unit, HttpContext http, PendingCeremony ceremony, Passkey passkey, CancellationToken cancellation) =>
        Task.FromResult(new EnrolmentEnd("/account/passkeys"));

    public bool Follows(Session session) => options.Value.ConditionalCreate
        && session.LatestEvent is { Method: AuthenticationMethod.Password or AuthenticationMethod.PasswordAndCode } last
        && clock.GetUtcNow() - last.At < JustNow;

    private async Task<Enrollee?> OwnerAsync(Session session, CancellationToken cancellation) =>
        await accounts.FindAsync(session.AccountId, cancellation) is { State: AccountState.Active } account
            ? Enrollee.Of(account) with { SessionId = session.Id }
            : null;
}
