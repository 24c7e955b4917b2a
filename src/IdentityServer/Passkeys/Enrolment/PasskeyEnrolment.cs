using IdentityServer.Accounts;
using IdentityServer.Data;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Protocol.WebAuthn;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.Enrolment;

/// <summary>The answer to a registration ceremony becomes a passkey, together with whatever its occasion brings about.</summary>
internal sealed class PasskeyEnrolment(
    RegistrationCheck check, EnrolmentUnit unit, AccountStore accounts, PasskeyRefusals refusals, CeremonyFunnel funnel)
{
    public async Task<IResult> AnswerAsync(HttpContext http, CeremonyAnswer answer, CancellationToken cancellation) =>
        await check.CheckAsync(http, answer, cancellation) switch
        {
            RegistrationProof.Accepted proof => await KeepAsync(http, proof, cancellation),
            var refused => await RefuseAsync(http, ((RegistrationProof.Refused)refused).Why),
        };

    private async Task<IResult> KeepAsync(HttpContext http, RegistrationProof.Accepted proof, CancellationToken cancellation)
    {
        var (outcome, end) = await unit.WriteAsync(http, proof, cancellation);
        switch (outcome)
        {
            case UnitOutcome.Committed:
                end.Committed(http);
                funnel.Accepted(http, proof.Ceremony);
                funnel.Offered(proof.Passkey.BornIn, "created");
                return CeremonyResult.Next(end.Next);
            // That it is kept here is no reason for the browser to forget it.
            case UnitOutcome.Conflict when await unit.IsTakenAsync(proof.Passkey.CredentialId, cancellation):
                return await RefuseAsync(http, new(PasskeyRefusal.CredAlreadyRegistered) { Ceremony = proof.Ceremony });
            // The account comes about with its passkey: where the passkey is new to us, the name or the address is not.
            case UnitOutcome.Conflict when proof.Enrollee.NewAccount is { } account:
                await RefuseAsync(http, Refused(PasskeyRefusal.PolicyDenied));
                return EnrolmentProblem.Of(await TakenAsync(account, cancellation), refusals.SignalFor(Refused(PasskeyRefusal.PolicyDenied)));
            default:
                return await RefuseAsync(http, Refused(PasskeyRefusal.PolicyDenied));
        }

        PasskeyProof.Refused Refused(PasskeyRefusal reason) => new(reason) { Ceremony = proof.Ceremony, UnknownCredential = proof.Passkey.CredentialId };
    }

    private async Task<Admission.Refused> TakenAsync(NewAccount account, CancellationToken cancellation) =>
        account is { EmailConfirmed: true, Email: { } email } && await accounts.FindByNameAsync(email, cancellation) is not null
            ? EnrolmentProblem.AddressTaken
            : EnrolmentProblem.UserNameTaken;

    private Task<IResult> RefuseAsync(HttpContext http, PasskeyProof.Refused refused) => refusals.AnswerAsync(http, CeremonyPurpose.Registration, refused);
}
