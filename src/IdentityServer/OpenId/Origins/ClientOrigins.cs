using IdentityServer.OpenId.Clients;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Origins;

/// <summary>
/// Scripts may call from the origins that clients have registered, and from no other: without cookies, and not from
/// "null", which is everybody. The browser asks before it says who calls, so any client's origin will do; what it
/// then gets depends on its token.
/// </summary>
internal sealed class ClientOrigins : ICorsPolicyProvider
{
    public const string Policy = "registered origins";

    // One that allows nothing: without any, the question of a browser would be taken for the request itself.
    private static readonly CorsPolicy Closed = new();

    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    private readonly RecentAnswers<string, CorsPolicy> recent;

    public ClientOrigins(ClientStore store, TimeProvider clock) => recent = new(
        clock,
        async (origin, _, cancellation) => await store.AllowsOriginAsync(origin, cancellation) ? OpenTo(origin) : Closed,
        capacity: 1_000);

    public async Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        // The framework asks for every endpoint; nothing at all is said about those that do not name the policy.
        if (policyName is not Policy)
            return null;

        return context.Request.Headers.Origin is [{ Length: > 0 and <= 192 } origin]
            ? await recent.GetAsync(origin, context.RequestAborted)
            : Closed;
    }

    private static CorsPolicy OpenTo(string origin) => new CorsPolicyBuilder(origin)
        .WithMethods("GET", "POST")
        .WithHeaders("Authorization", "Content-Type", "Accept")
        .WithExposedHeaders("WWW-Authenticate")
        .SetPreflightMaxAge(Remembered)
        .Build();
}

internal static class ClientOriginsExtensions
{
    public static TBuilder CallableFromRegisteredOrigins<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireCors(ClientOrigins.Policy);
}
