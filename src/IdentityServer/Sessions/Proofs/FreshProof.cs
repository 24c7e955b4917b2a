using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Sessions.Proofs;

/// <summary>The page opens only while the session has a window for this class of actions.</summary>
/// <param name="Action">The class.</param>
/// <param name="Settled">A passkey that was added within the last day does not do.</param>
internal sealed record FreshProof(ActionClass Action, bool Settled = false) : IAuthorizationRequirement;

internal sealed class FreshProofHandler(IHttpContextAccessor accessor, OpenWindows windows) : AuthorizationHandler<FreshProof>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, FreshProof requirement)
    {
        if (accessor.HttpContext is { } http && await http.FindSessionAsync() is { } session
            && windows.Has(http, session, requirement.Action, requirement.Settled))
            context.Succeed(requirement);
    }
}
