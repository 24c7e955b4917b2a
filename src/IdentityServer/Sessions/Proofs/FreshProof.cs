using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Sessions.Proofs;

/// <summary>The page opens only while the session has a window for this class of actions.</summary>
internal sealed record FreshProof(ActionClass Action) : IAuthorizationRequirement;

internal sealed class FreshProofHandler(IHttpContextAccessor accessor, OpenWindows windows) : AuthorizationHandler<FreshProof>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, FreshProof requirement)
    {
        if (accessor.HttpContext is { } http && await http.FindSessionAsync() is { } session
            && windows.Has(http, session, requirement.Action))
            context.Succeed(requirement);
    }
}
