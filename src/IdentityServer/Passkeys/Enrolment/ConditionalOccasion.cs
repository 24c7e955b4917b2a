using System.Text.Json;
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
    SessionOwner owner, LegacyPasswordStore passwords, IOptions<PasskeyOptions> options, TimeProvider clock) : IEnrolmentOccasion
{
    /// <summary>The browser asks for a password that was just filled in; so do we.</summary>
    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(5);

    public PasskeyOrigin Origin => PasskeyOrigin.Conditional;

    public async Task<Admission> AdmitAsync(HttpContext http, JsonElement details, CancellationToken cancellation) =>
        await http.FindSessionAsync() is { } session && await FollowsAsync(session, cancellation)
        && await owner.AdmitAsync(http, cancellation) is Admission.Admitted admitted
            ? admitted
            : new Admission.Refused("occasion_unknown");

    public Task<Enrollee?> ConfirmAsync(HttpContext http, PendingCeremony ceremony, CancellationToken cancellation) =>
        owner.ConfirmAsync(http, ceremony, cancellation);

    public Task<EnrolmentEnd> FinishAsync(Unit unit, HttpContext http, PendingCeremony ceremony, Passkey passkey, CancellationToken cancellation) =>
        Task.FromResult(new EnrolmentEnd("/account/passkeys"));

    /// <summary>Whoever has just said "not now" is not given one behind their back.</summary>
    public async Task<bool> FollowsAsync(Session session, CancellationToken cancellation) => options.Value.ConditionalCreate
        && session.LatestEvent is { Method: AuthenticationMethod.Password or AuthenticationMethod.PasswordAndCode } last
        && clock.GetUtcNow() - last.At < JustNow
        && !(await passwords.FindAsync(session.AccountId, cancellation) is { AskAgainAt: { } later } && clock.GetUtcNow() < later);
}
