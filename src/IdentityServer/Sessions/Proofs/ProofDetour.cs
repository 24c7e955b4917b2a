using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Shared.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Sessions.Proofs;

/// <summary>
/// Whoever only lacks a fresh proof is not refused: they are asked for it and come back, with the form they had sent.
/// During a hold they hear until when.
/// </summary>
internal sealed class ProofDetour(StepUpDetour detour, AuditTrail audit) : IAuthorizationMiddlewareResultHandler
{
    private const string HoldActive = "hold_active";

    private readonly AuthorizationMiddlewareResultHandler usual = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        IAuthorizationRequirement[] failed = authorizeResult is { Forbidden: true, AuthorizationFailure: { } failure } ? [.. failure.FailedRequirements] : [];
        if (failed.Any(it => it is NothingOnHold))
        {
            await TellAsync(context);
            if (context.Request.WantsJson())
                await TypedResults.Problem(
                    title: "Sensitive changes have to wait",
                    statusCode: StatusCodes.Status403Forbidden,
                    extensions: new Dictionary<string, object?> { ["code"] = HoldActive }).ExecuteAsync(context);
            else
                context.Response.Redirect("/account/on-hold");
        }
        else if (failed is not [] && failed.All(it => it is FreshProof))
        {
            var missing = failed.OfType<FreshProof>().ToList();
            var action = missing.Min(it => it.Action); // the strictest
            if (context.Request.WantsJson())
                await new FreshVerificationRequired(action).ExecuteAsync(context);
            else
                context.Response.Redirect(await detour.BeginAsync(context, action, settled: missing.Exists(it => it.Settled)));
        }
        else
        {
            await usual.HandleAsync(next, context, policy, authorizeResult);
        }
    }

    private async Task TellAsync(HttpContext context)
    {
        if (await context.FindSessionAsync() is { } session)
            await audit.WriteAsync(new(RecoveryEvents.HoldBlockedAction, Actor.User(session.AccountId))
            {
                Session = session.Id,
                Reason = HoldActive,
            }, context.RequestAborted);
    }
}
