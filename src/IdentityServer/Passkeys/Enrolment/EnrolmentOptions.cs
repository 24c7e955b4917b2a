using System.Text.Json;
using IdentityServer.Accounts;
using IdentityServer.Accounts.Groups;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Passkeys.Trust;
using IdentityServer.Protocol.WebAuthn.Options;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Proofs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.Enrolment;

/// <summary>Begins the making of a passkey, for whomever the occasion admits.</summary>
internal sealed class EnrolmentOptions(
    IEnumerable<IEnrolmentOccasion> occasions,
    CeremonyStore ceremonies,
    PasskeyStore passkeys,
    EnrolmentPolicies policies,
    RelyingParty relyingParty,
    CeremonyFunnel funnel,
    IOptions<PasskeyOptions> options)
{
    public async Task<IResult> AskAsync(
        HttpContext http, PasskeyOrigin origin, AuthenticatorHint? hint, JsonElement details, CancellationToken cancellation)
    {
        if (occasions.SingleOrDefault(it => it.Origin == origin) is not { } occasion)
            return EnrolmentProblem.Of(new("occasion_unknown"));

        return await occasion.AdmitAsync(http, details, cancellation) switch
        {
            Admission.Admitted { Enrollee: var enrollee } => await AskAsync(http, origin, enrollee, hint, cancellation),
            Admission.FreshVerificationRequired => new FreshVerificationRequired(ActionClass.B),
            var refused => EnrolmentProblem.Of((Admission.Refused)refused),
        };
    }

    private async Task<IResult> AskAsync(
        HttpContext http, PasskeyOrigin origin, Enrollee enrollee, AuthenticatorHint? hint, CancellationToken cancellation)
    {
        var existing = enrollee.NewAccount is null ? await passkeys.OfAccountAsync(enrollee.AccountId, cancellation) : [];
        if (existing.Count >= options.Value.PerAccount)
            return EnrolmentProblem.Of(new("limit_reached"));

        var begun = await ceremonies.BeginAsync(http, CeremonyPurpose.Registration, it => it with
        {
            AccountId = enrollee.AccountId,
            SessionId = enrollee.SessionId,
            Interaction = enrollee.Interaction,
            // Recovery and administrators must be able to prove more than presence later.
            UserVerificationRequired = origin is PasskeyOrigin.Recovery || enrollee.NewAccount?.Groups.Contains(GroupMember.Administrators) is true,
            Conditional = origin is PasskeyOrigin.Conditional,
            Origin = origin,
            NewAccount = enrollee.NewAccount is { } account ? NewAccountJson.Write(account) : null,
        }, existing.Count, cancellation);

        if (begun is not BegunCeremony.Begun(var handle, var ceremony))
            return funnel.TooMany(http, CeremonyPurpose.Registration, (BegunCeremony.TooMany)begun);

        funnel.Asked(http, ceremony);
        var policy = await policies.ForAsync(enrollee, cancellation);
        var user = new PasskeyUser(enrollee.UserHandle, enrollee.UserName, enrollee.ShownName);
        return new CeremonyQuestion(handle.ToString(), new CreationOptions(ceremony.ToRegistration(relyingParty), relyingParty.Name, user)
        {
            ExcludeCredentials = [.. existing.Where(it => enrollee.Replaceable.All(other => other.Id != it.Id)).Select(it => it.ToDescriptor())],
            Hints = hint is { } chosen ? [chosen] : [],
            Attestation = policy.Conveyance,
        }.ToJson());
    }
}
