using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Names;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Passkeys.Enrolment;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.SignUp;

/// <summary>
/// Account, passkey and the use of the link come about in one unit, or none of them does. There never is an account
/// without a credential, and never a credential on somebody else's.
/// </summary>
internal sealed class SignUpOccasion(
    SignUpPermits permits, TakenNames names, InteractionStore interactions, AuditTrail audit, TimeProvider clock) : IEnrolmentOccasion
{
    public PasskeyOrigin Origin => PasskeyOrigin.SignUp;

    public async Task<Admission> AdmitAsync(HttpContext http, JsonElement details, CancellationToken cancellation)
    {
        if (await permits.FindAsync(http, cancellation) is not { } permit)
            return new Admission.Refused("sign_up_link_invalid");

        if (!NewcomerDetails.TryRead(details, out var newcomer, out var refused))
            return refused;

        // Said here for the person's sake; whether the name is still free is decided where the account is written.
        if (await names.HasAsync(newcomer.UserName, cancellation))
            return EnrolmentProblem.UserNameTaken;

        var account = new NewAccount(Guid.CreateVersion7(clock.GetUtcNow()), newcomer.UserName) { DisplayName = newcomer.DisplayName };
        return new Admission.Admitted(permit switch
        {
            SignUpPermit.Invited { Invitation: var invitation } => Enrollee.Of(account with { Groups = invitation.Groups }),
            SignUpPermit.Mailbox { Proof: var proof } =>
                Enrollee.Of(account with { Email = proof.Email, EmailConfirmed = true }) with { Interaction = proof.Interaction },
            _ => throw new NotSupportedException(permit.Through),
        });
    }

    public async Task<Enrollee?> ConfirmAsync(HttpContext http, PendingCeremony ceremony, CancellationToken cancellation) =>
        await permits.FindAsync(http, cancellation) is { } permit && NewAccountJson.Read(ceremony.NewAccount) is { } account && Suits(permit, account)
            ? Enrollee.Of(account)
            : null;

    public async Task<EnrolmentEnd> FinishAsync(Unit unit, HttpContext http, PendingCeremony ceremony, Passkey passkey, CancellationToken cancellation)
    {
        var permit = (await permits.FindAsync(http, cancellation))!; // the one that was confirmed
        permits.AddUse(unit, permit);
        audit.Add(unit, new(AccountEvents.Created, Actor.User(passkey.AccountId))
        {
            Details = new JsonObject { ["through"] = permit.Through, ["invitation"] = (permit as SignUpPermit.Invited)?.Invitation.Id },
        });
        var goesOn = await interactions.FindAsync(http, ceremony.Interaction, cancellation) is not null;
        return new(goesOn ? $"/sign-in?welcome=newcomer&interaction={ceremony.Interaction}" : "/sign-in?welcome=newcomer") { Committed = SignUpPermits.Cookie.Forget };
    }

    // Between question and answer another link may have been opened: what one allowed is not had by the other.
    private static bool Suits(SignUpPermit permit, NewAccount account) => permit switch
    {
        SignUpPermit.Invited { Invitation: var invitation } => account.Email is null && account.Groups.SequenceEqual(invitation.Groups),
        SignUpPermit.Mailbox { Proof: var proof } => account.Email == proof.Email && account.Groups is [],
        _ => false,
    };
}
