using System.Text.Json;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Holds;
using IdentityServer.Accounts.Passwords;
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
internal sealed class ConditionalOccasion(
    AccountStore accounts, LegacyPasswordStore passwords, HoldStore holds, IOptions<PasskeyOptions> options, TimeProvider clock) : IEnrolmentOccasion
{
    /// <summary>The browser asks for a password that was just filled in; so do we.</summary>
    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(5);

    public PasskeyOrigin Origin => PasskeyOrigin.Conditional;

    public async Task<Admission> AdmitAsync(HttpContext http, JsonElement details, CancellationToken cancellation) =>
        await http.FindSessionAsync() is { } session && await FollowsAsync(session, cancellation) && await OwnerAsync(session, cancellation) is { } enrollee
        && await holds.EndOfAsync(session.AccountId, cancellation) is null
            ? new Admission.Admitted(enrollee)
            : new Admission.Refused("occasion_unknown");

    public async Task<Enrollee?> ConfirmAsync(HttpContext http, PendingCeremony ceremony, CancellationToken cancellation) =>
        await http.FindSessionAsync() is { } session && session.Id == ceremony.SessionId && session.AccountId == ceremony.AccountId
            ? await OwnerAsync(session, cancellation)
            : null;

    public Task<EnrolmentEnd> FinishAsync(Unit unit, HttpContext http, PendingCeremony ceremony, Passkey passkey, CancellationToken cancellation) =>
        Task.FromResult(new EnrolmentEnd("/account/passkeys"));

    /// <summary>Whoever has just said "not now" is not given one behind their back.</summary>
    public async Task<bool> FollowsAsync(Session session, CancellationToken cancellation) => options.Value.ConditionalCreate
        && session.LatestEvent is { Method: AuthenticationMethod.Password or AuthenticationMethod.PasswordAndCode } last
        && clock.GetUtcNow() - last.At < JustNow
        && !(await passwords.FindAsync(session.AccountId, cancellation) is { AskAgainAt: { } later } && clock.GetUtcNow() < later);

    private async Task<Enrollee?> OwnerAsync(Session session, CancellationToken cancellation) =>
        await accounts.FindAsync(session.AccountId, cancellation) is { State: AccountState.Active } account
            ? Enrollee.Of(account) with { SessionId = session.Id }
            : null;
}
