using System.Text.Json;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Groups;
using IdentityServer.Accounts.Names;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Passkeys.Enrolment;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Setup;

/// <summary>The first administrator, the passkey and the spent link come about in one unit, or none of them does.</summary>
internal sealed class SetupOccasion(SetupLinks links, TakenNames names, AuditTrail audit, TimeProvider clock) : IEnrolmentOccasion
{
    public PasskeyOrigin Origin => PasskeyOrigin.Setup;

    public async Task<Admission> AdmitAsync(HttpContext http, JsonElement details, CancellationToken cancellation)
    {
        if (!await links.OpensAsync(SetupLinks.Cookie.Read(http), cancellation))
            return new Admission.Refused("setup_link_invalid");

        if (!NewcomerDetails.TryRead(details, out var newcomer, out var refused))
            return refused;

        // Said here for the person's sake; whether the name is still free is decided where the account is written.
        if (await names.HasAsync(newcomer.UserName, cancellation))
            return EnrolmentProblem.UserNameTaken;

        return new Admission.Admitted(Enrollee.Of(new NewAccount(Guid.CreateVersion7(clock.GetUtcNow()), newcomer.UserName)
        {
            DisplayName = newcomer.DisplayName,
            Groups = [GroupMember.Administrators],
        }));
    }

    public async Task<Enrollee?> ConfirmAsync(HttpContext http, PendingCeremony ceremony, CancellationToken cancellation) =>
        await links.OpensAsync(SetupLinks.Cookie.Read(http), cancellation) && NewAccountJson.Read(ceremony.NewAccount) is { } account
            ? Enrollee.Of(account)
            : null;

    public Task<EnrolmentEnd> FinishAsync(Unit unit, HttpContext http, PendingCeremony ceremony, Passkey passkey, CancellationToken cancellation)
    {
        links.AddSpending(unit, SetupLinks.Cookie.Read(http));
        audit.Add(unit, new(AccountEvents.Created, Actor.User(passkey.AccountId)) { Details = new() { ["through"] = "setup" } });
        return Task.FromResult(new EnrolmentEnd("/sign-in?welcome=administrator") { Committed = SetupLinks.Cookie.Forget });
    }
}
