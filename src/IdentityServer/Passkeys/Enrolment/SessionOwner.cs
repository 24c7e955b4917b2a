using IdentityServer.Accounts;
using IdentityServer.Accounts.Holds;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Sessions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Enrolment;

/// <summary>
/// Whoever is signed in, where their account is open and nothing is on hold. Asked when a passkey is begun and once more when
/// it is answered: it must still be the same person, in the same session.
/// </summary>
internal sealed class SessionOwner(AccountStore accounts, HoldStore holds)
{
    public async Task<Admission> AdmitAsync(HttpContext http, CancellationToken cancellation)
    {
        if (await http.FindSessionAsync() is not { } session
            || await accounts.FindAsync(session.AccountId, cancellation) is not { State: AccountState.Active } account)
            return new Admission.Refused("sign_in_required");

        return await holds.EndOfAsync(account.Id, cancellation) is null
            ? new Admission.Admitted(Enrollee.Of(account) with { SessionId = session.Id })
            : new Admission.Refused("hold_active");
    }

    public async Task<Enrollee?> ConfirmAsync(HttpContext http, PendingCeremony ceremony, CancellationToken cancellation) =>
        await AdmitAsync(http, cancellation) is Admission.Admitted { Enrollee: var enrollee }
        && enrollee.SessionId == ceremony.SessionId
        && enrollee.AccountId == ceremony.AccountId
            ? enrollee
            : null;
}
