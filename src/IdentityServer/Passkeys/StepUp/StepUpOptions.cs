using IdentityServer.Accounts;
using IdentityServer.Passkeys.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Options;
using IdentityServer.Sessions;
using IdentityServer.Sessions.Interactions;
using IdentityServer.Sessions.Proofs;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys.StepUp;

/// <summary>Begins a step-up: the signed-in person's own passkeys, user verification required, one class of actions
/// or one action.</summary>
internal sealed class StepUpOptions(
    CeremonyStore ceremonies,
    InteractionStore interactions,
    AccountStore accounts,
    ConfirmerCheck confirmers,
    CeremonyFunnel funnel,
    RelyingParty relyingParty)
{
    public async Task<IResult> AskAsync(HttpContext http, string? interactionText, Guid? passkey, CancellationToken cancellation)
    {
        if (await http.FindSessionAsync() is not { } session || await accounts.FindAsync(session.AccountId, cancellation) is not { } account)
            return TypedResults.Problem(title: "Sign in first", statusCode: StatusCodes.Status401Unauthorized,
                extensions: new Dictionary<string, object?> { ["code"] = "sign_in_required" });

        var interaction = await interactions.FindAsync(http, interactionText, cancellation);
        if (interaction?.AccountId is { } expected && expected != account.Id)
            interaction = null; // somebody else's journey in this browser

        // What the proof is for, the server remembers; a page does not choose it.
        var asked = ProofRequest.Of(interaction) ?? new(ActionClass.B, "");
        var able = (await confirmers.OfAsync(session, asked, cancellation)).Able;
        IReadOnlyList<CredentialDescriptor> offered = [.. able.LastUsedFirst().Where(it => passkey is null || it.Id == passkey).Select(it => it.ToDescriptor())];

        var begun = await ceremonies.BeginAsync(http, CeremonyPurpose.StepUp, it => it with
        {
            AccountId = account.Id,
            SessionId = session.Id,
            Interaction = interaction?.Handle.ToString(),
            ActionClass = asked.Action.ToString(),
            ActionHash = asked.ActionHash,
        }, offered.Count, cancellation);

        if (begun is not BegunCeremony.Begun(var handle, var ceremony))
            return funnel.TooMany(http, CeremonyPurpose.StepUp, (BegunCeremony.TooMany)begun);

        funnel.Asked(http, ceremony);
        var request = new RequestOptions(ceremony.ToAuthentication(relyingParty) with { AllowedCredentials = offered });
        return new CeremonyQuestion(handle.ToString(), request.ToJson());
    }
}
