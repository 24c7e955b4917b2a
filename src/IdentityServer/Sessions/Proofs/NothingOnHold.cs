using IdentityServer.Accounts.Holds;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Sessions.Proofs;

/// <summary>Nothing stops sensitive changes to the account at the moment.</summary>
internal sealed record NothingOnHold : IAuthorizationRequirement;

internal sealed class NothingOnHoldHandler(IHttpContextAccessor accessor, HoldStore holds) : AuthorizationHandler<NothingOnHold>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, NothingOnHold requirement)
    {
        if (accessor.HttpContext is { } http && await http.FindSessionAsync() is { } session
            && await holds.EndOfAsync(session.AccountId, http.RequestAborted) is null)
            context.Succeed(requirement);
    }
}
