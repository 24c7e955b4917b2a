using IdentityServer.OpenId.Clients;
using IdentityServer.Protocol;
using IdentityServer.Protocol.OpenId.Authorization;
using IdentityServer.Protocol.OpenId.Interactions;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Authorization;

/// <summary>
/// An authorization request from its rules to its answer. It is walked whole each time the browser comes by: when the
/// request arrives, and after everything its person had to do.
/// </summary>
internal sealed class AuthorizationFlow(
    ProviderSource providers, ClientCatalog clients, Situations situations, Detours detours, AuthorizationAnswers answers)
{
    public async Task<IResult> GoOnAsync(HttpContext http, Journey journey, CancellationToken cancellation) =>
        await JudgeAsync(http, journey, cancellation) switch
        {
            Verdict.Untrusted untrusted => answers.Show(untrusted.Error),
            Verdict.Refused refused => await answers.RefuseAsync(journey, refused.Address, refused.Error),
            Verdict.Open { Step: NextStep.Impossible impossible } open => await answers.RefuseAsync(journey, open.Address, impossible.Error),
            Verdict.Open { Step: NextStep.Proceed proceed } open => await answers.GrantAsync(http, journey, open, proceed, cancellation),
            Verdict.Open open => await detours.TakeAsync(http, journey, open, cancellation),
            _ => throw new InvalidOperationException("There is no further verdict."),
        };

    /// <summary>The order of the checks. What is decided here changes nothing yet.</summary>
    public async Task<Verdict> JudgeAsync(HttpContext http, Journey journey, CancellationToken cancellation)
    {
        var provider = await providers.CurrentAsync(cancellation);
        var client = await clients.FindAsync(journey.Request.ClientId, cancellation);

        // Until the redirect address is proven to belong to the client, an error may only be shown here.
        if (!ReturnAddress.TryProve(journey.Request, client, provider, out var address, out var untrusted))
            return new Verdict.Untrusted(untrusted);

        if (AuthorizationRules.FirstViolation(journey.Request, client, provider) is { } violation)
            return new Verdict.Refused(address, violation);

        if (await situations.ReadAsync(http, journey, client, provider, cancellation) is not { } situation)
            return new Verdict.Refused(address, ProtocolError.InvalidRequest("id_token_hint is not an ID token that this client got here"));

        return new Verdict.Open(address, situation, InteractionPolicy.Next(situation));
    }

    /// <summary>The person wants to go back to the app without what it asked for.</summary>
    public async Task<IResult> GiveUpAsync(Journey journey, ProtocolError error, CancellationToken cancellation)
    {
        var client = await clients.FindAsync(journey.Request.ClientId, cancellation);
        return ReturnAddress.TryProve(journey.Request, client, await providers.CurrentAsync(cancellation), out var address, out var untrusted)
            ? await answers.RefuseAsync(journey, address, error)
            : answers.Show(untrusted);
    }
}
