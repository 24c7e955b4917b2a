using System.Text.Json;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Holds;
using IdentityServer.Data;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Proofs;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Enrolment;

/// <summary>Somebody signed in adds a passkey: fresh proof needed, because whoever adds one owns the account.</summary>
/// <param name="origin">By their own idea, or because we offered it on their way in.</param>
internal sealed class SettingsOccasion(PasskeyOrigin origin, AccountStore accounts, HoldStore holds, OpenWindows windows) : IEnrolmentOccasion
{
    public PasskeyOrigin Origin => origin;

    public async Task<Admission> AdmitAsync(HttpContext http, JsonElement details, CancellationToken cancellation)
    {
        if (await http.FindSessionAsync() is not { } session || await OwnerAsync(session, cancellation) is not { } enrollee)
            return new Admission.Refused("sign_in_required");

        if (await holds.EndOfAsync(session.AccountId, cancellation) is not null)
            return new Admission.Refused("hold_active");

        return windows.Has(http, session, ActionClass.B)
            ? new Admission.Admitted(enrollee)
            : new Admission.FreshVerificationRequired();
    }

    // The window was open when the ceremony began; the session and the person must still be the same.
    public async Task<Enrollee?> ConfirmAsync(HttpContext http, PendingCeremony ceremony, CancellationToken cancellation) =>
        await http.FindSessionAsync() is { } session && session.Id == ceremony.SessionId && session.AccountId == ceremony.AccountId
            ? await OwnerAsync(session, cancellation)
            : null;

    public Task<EnrolmentEnd> FinishAsync(Unit unit, HttpContext http, PendingCeremony ceremony, Passkey passkey, CancellationToken cancellation) =>
        Task.FromResult(new EnrolmentEnd($"/account/passkeys/created/{passkey.Id}"));

    private async Task<Enrollee?> OwnerAsync(Session session, CancellationToken cancellation) =>
        await accounts.FindAsync(session.AccountId, cancellation) is { State: AccountState.Active } account
            ? Enrollee.Of(account) with { SessionId = session.Id }
            : null;
}
