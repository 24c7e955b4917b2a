using System.Text.Json;
using IdentityServer.Accounts;
using IdentityServer.Data;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Passkeys.Enrolment;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>
/// The first passkey of somebody who just signed in with a password. Whoever has one that counts adds others in the settings,
/// with that one: a stolen password must not open what a passkey guards.
/// </summary>
internal sealed class PasswordOccasion(
    AccountStore accounts, PasskeyOffers offers, PasskeyStore passkeys, InteractionStore interactions, TimeProvider clock) : IEnrolmentOccasion
{
    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(5);

    public PasskeyOrigin Origin => PasskeyOrigin.Password;

    public async Task<Admission> AdmitAsync(HttpContext http, JsonElement details, CancellationToken cancellation)
    {
        if (await http.FindSessionAsync() is not { } session)
            return new Admission.Refused("sign_in_required");

        if (await OwnerAsync(session, cancellation) is not { } enrollee)
            return new Admission.Refused("occasion_unknown");

        var interaction = details.ValueKind is JsonValueKind.Object && details.TryGetProperty("interaction", out var text) && text.ValueKind is JsonValueKind.String
            && await interactions.FindAsync(http, text.GetString(), cancellation) is not null ? text.GetString() : null;
        return session.LatestEvent is { Method: AuthenticationMethod.Password or AuthenticationMethod.PasswordAndCode } last && clock.GetUtcNow() - last.At < JustNow
            ? new Admission.Admitted(enrollee with { Interaction = interaction })
            : new Admission.FreshVerificationRequired();
    }

    public async Task<Enrollee?> ConfirmAsync(HttpContext http, PendingCeremony ceremony, CancellationToken cancellation) =>
        await http.FindSessionAsync() is { } session && session.Id == ceremony.SessionId && session.AccountId == ceremony.AccountId
            ? await OwnerAsync(session, cancellation)
            : null;

    public async Task<EnrolmentEnd> FinishAsync(Unit unit, HttpContext http, PendingCeremony ceremony, Passkey passkey, CancellationToken cancellation)
    {
        // The same provider has put the new one where the silent one was.
        foreach (var silent in (await SilentAsync(passkey.AccountId, cancellation)).Where(it => it.Aaguid == passkey.Aaguid))
            PasskeyStore.RemoveForGood(unit, silent);

        return new(await interactions.FindAsync(http, ceremony.Interaction, cancellation) is { } interaction
            ? interaction.Continue(ceremony.Interaction!)
            : $"/account/passkeys/created/{passkey.Id}");
    }

    // Asked again at the end: two tabs may each have begun with none.
    private async Task<Enrollee?> OwnerAsync(Session session, CancellationToken cancellation) =>
        await offers.LacksPasskeyAsync(session.AccountId, cancellation)
        && await accounts.FindAsync(session.AccountId, cancellation) is { State: AccountState.Active } account
            ? Enrollee.Of(account) with { SessionId = session.Id, Replaceable = await SilentAsync(session.AccountId, cancellation) }
            : null;

    // Made by the browser without asking: with nothing to vouch for it, it would stand in the way of one that counts.
    private async Task<List<Passkey>> SilentAsync(Guid account, CancellationToken cancellation) =>
        [.. (await passkeys.OfAccountAsync(account, cancellation)).Where(it => it is { BornIn: PasskeyOrigin.Conditional, UserVerified: false })];
}
