using System.Text.Json;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Holds;
using IdentityServer.Data;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Passkeys.Enrolment;
using IdentityServer.Sessions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Pairing;

/// <summary>
/// The second device makes its passkey: confirmed by the first, whose session must still be there. The code is spent with the
/// passkey, and nobody is signed in by it.
/// </summary>
internal sealed class PairingOccasion(
    PairingClaim claims, PairingStore store, AccountStore accounts, SessionStore sessions, HoldStore holds, TimeProvider clock) : IEnrolmentOccasion
{
    public PasskeyOrigin Origin => PasskeyOrigin.Pairing;

    public async Task<Admission> AdmitAsync(HttpContext http, JsonElement details, CancellationToken cancellation) =>
        await ConfirmedAsync(http, cancellation) is { } pairing && await OwnerAsync(pairing, cancellation) is { } enrollee
            ? new Admission.Admitted(enrollee)
            : new Admission.Refused("occasion_unknown");

    public async Task<Enrollee?> ConfirmAsync(HttpContext http, PendingCeremony ceremony, CancellationToken cancellation) =>
        await ConfirmedAsync(http, cancellation) is { } pairing && pairing.AccountId == ceremony.AccountId ? await OwnerAsync(pairing, cancellation) : null;

    public async Task<EnrolmentEnd> FinishAsync(Unit unit, HttpContext http, PendingCeremony ceremony, Passkey passkey, CancellationToken cancellation)
    {
        // Of two who answer at once with the same code, one hits the row; where it went meanwhile, nobody does.
        store.Use(unit, (await claims.OfBrowserAsync(http, cancellation))!); // ConfirmAsync has just seen it, and rows stay for an hour
        return new("/add/done") { Committed = PairingClaim.Forget };
    }

    private async Task<PasskeyPairing?> ConfirmedAsync(HttpContext http, CancellationToken cancellation) =>
        await claims.OfBrowserAsync(http, cancellation) is { } pairing && pairing.StateAt(clock.GetUtcNow()) is PairingState.Confirmed ? pairing : null;

    private async Task<Enrollee?> OwnerAsync(PasskeyPairing pairing, CancellationToken cancellation) =>
        await sessions.FindAsync(pairing.SessionId, cancellation) is not null
        && await holds.EndOfAsync(pairing.AccountId, cancellation) is null
        && await accounts.FindAsync(pairing.AccountId, cancellation) is { State: AccountState.Active } account
            ? Enrollee.Of(account)
            : null;
}
