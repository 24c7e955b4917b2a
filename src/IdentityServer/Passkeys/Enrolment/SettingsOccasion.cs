using System.Text.Json;
using IdentityServer.Data;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Proofs;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Enrolment;

/// <summary>Somebody signed in adds a passkey: fresh proof needed, because whoever adds one owns the account.</summary>
/// <param name="origin">By their own idea, or because we offered it on their way in.</param>
internal sealed class SettingsOccasion(PasskeyOrigin origin, SessionOwner owner, OpenWindows windows) : IEnrolmentOccasion
{
    public PasskeyOrigin Origin => origin;

    public async Task<Admission> AdmitAsync(HttpContext http, JsonElement details, CancellationToken cancellation) =>
        await owner.AdmitAsync(http, cancellation) switch
        {
            Admission.Admitted when await http.FindSessionAsync() is { } session && !windows.Has(http, session, ActionClass.B) =>
                new Admission.FreshVerificationRequired(),
            var admission => admission,
        };

    // The window was open when the ceremony began.
    public Task<Enrollee?> ConfirmAsync(HttpContext http, PendingCeremony ceremony, CancellationToken cancellation) =>
        owner.ConfirmAsync(http, ceremony, cancellation);

    public Task<EnrolmentEnd> FinishAsync(Unit unit, HttpContext http, PendingCeremony ceremony, Passkey passkey, CancellationToken cancellation) =>
        Task.FromResult(new EnrolmentEnd($"/account/passkeys/created/{passkey.Id}"));
}
