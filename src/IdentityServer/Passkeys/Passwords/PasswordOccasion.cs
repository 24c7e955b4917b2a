using System.Text.Json;
using IdentityServer.Data;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Passkeys.Enrolment;
using IdentityServer.Passkeys.Managing;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>
/// The first passkey of somebody who just signed in with a password. Whoever has one that counts adds others in the settings,
/// with that one: a stolen password must not open what a passkey guards.
/// </summary>
internal sealed class PasswordOccasion(
    SessionOwner owner, PasskeyOffers offers, PasskeyStore passkeys, PasskeyRemoval removal, InteractionStore interactions, TimeProvider clock)
    : IEnrolmentOccasion
{
    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(5);

    public PasskeyOrigin Origin => PasskeyOrigin.Password;

    public async Task<Admission> AdmitAsync(HttpContext http, JsonElement details, CancellationToken cancellation)
    {
        var admission = await owner.AdmitAsync(http, cancellation);
        if (admission is not Admission.Admitted { Enrollee: var enrollee })
            return admission;

        if (!await offers.LacksVerifiedAsync(enrollee.AccountId, cancellation))
            return new Admission.Refused("occasion_unknown");

        if (!await FollowsAsync(http))
            return new Admission.FreshVerificationRequired();

        return new Admission.Admitted(enrollee with
        {
            Interaction = await InteractionAsync(http, details, cancellation),
            Replaceable = await SilentAsync(enrollee.AccountId, cancellation),
        });
    }

    public async Task<Enrollee?> ConfirmAsync(HttpContext http, PendingCeremony ceremony, CancellationToken cancellation) =>
        await owner.ConfirmAsync(http, ceremony, cancellation) is { } enrollee && await offers.LacksVerifiedAsync(enrollee.AccountId, cancellation)
            ? enrollee
            : null;

    public async Task<EnrolmentEnd> FinishAsync(Unit unit, HttpContext http, PendingCeremony ceremony, Passkey passkey, CancellationToken cancellation)
    {
        // Two tabs may each have begun with none, and answer at the same moment.
        PasskeyStore.RequireFirst(unit, passkey);

        // The same provider has put the new one where the silent one was. Those that do not say who they are may be anybody's.
        foreach (var silent in (await SilentAsync(passkey.AccountId, cancellation)).Where(it => it.Aaguid == passkey.Aaguid && it.Aaguid != Guid.Empty))
            await removal.AddAsync(unit, silent, ceremony.SessionId, cancellation);

        return new(await interactions.FindAsync(http, ceremony.Interaction, cancellation) is { } interaction
            ? AnotherModel.Before(interaction)
            : $"/account/passkeys/created/{passkey.Id}");
    }

    private async Task<bool> FollowsAsync(HttpContext http) =>
        (await http.FindSessionAsync())?.LatestEvent is { Method: AuthenticationMethod.Password or AuthenticationMethod.PasswordAndCode } last
        && clock.GetUtcNow() - last.At < JustNow;

    private async Task<string?> InteractionAsync(HttpContext http, JsonElement details, CancellationToken cancellation) =>
        details.ValueKind is JsonValueKind.Object && details.TryGetProperty("interaction", out var text) && text.ValueKind is JsonValueKind.String
        && await interactions.FindAsync(http, text.GetString(), cancellation) is not null
            ? text.GetString()
            : null;

    // Made by the browser without asking: with nothing to vouch for it, it would stand in the way of one that counts.
    private async Task<List<Passkey>> SilentAsync(Guid account, CancellationToken cancellation) =>
        [.. (await passkeys.OfAccountAsync(account, cancellation)).Where(it => it is { BornIn: PasskeyOrigin.Conditional, UserVerified: false })];
}
