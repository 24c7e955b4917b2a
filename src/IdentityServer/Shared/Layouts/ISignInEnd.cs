using Microsoft.AspNetCore.Http;

namespace IdentityServer.Shared.Layouts;

/// <summary>How long whoever looks at a page stays signed in; the room that knows is above this one.</summary>
internal interface ISignInEnd
{
    Task<TimeLeft?> OfAsync(HttpContext http);
}

/// <summary>In seconds, so that a browser whose clock is wrong counts right.</summary>
/// <param name="Idle">Until the sign-in ends if nobody uses it.</param>
/// <param name="Absolute">Until it ends however busy.</param>
internal sealed record TimeLeft(long Idle, long Absolute);
