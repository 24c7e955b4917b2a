using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Sessions.Proofs;

/// <summary>
/// Whoever only lacks a fresh proof is not refused: they are asked for it and come back. A form that was posted too late
/// is shown again after the detour, since nothing of it may happen unseen.
/// </summary>
internal sealed class ProofDetour(InteractionStore interactions) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler usual = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult is { Forbidden: true, AuthorizationFailure: { } failure } && failure.FailedRequirements.All(it => it is FreshProof))
            context.Response.Redirect(await interactions.BeginStepUpAsync(context, context.Request.Path + context.Request.QueryString));
        else
            await usual.HandleAsync(next, context, policy, authorizeResult);
    }
}
