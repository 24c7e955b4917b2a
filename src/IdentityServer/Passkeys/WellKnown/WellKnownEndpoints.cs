using IdentityServer.Shared;
using IdentityServer.Shared.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys.WellKnown;

/// <summary>What browsers and password managers look for at the relying party's host. Any other such address is answered with 404.</summary>
internal static class WellKnownEndpoints
{
    private const string Manage = "/account/passkeys";

    public static IEndpointRouteBuilder MapPasskeyWellKnowns(this IEndpointRouteBuilder endpoints)
    {
        // WebAuthn L3 §5.11.1
        endpoints.MapGet("/.well-known/webauthn", IResult (IOptions<PasskeyOptions> options) => options.Value.RelatedOrigins is { Count: > 0 } origins
            ? TypedResults.Ok(new RelatedOrigins(origins))
            : TypedResults.NotFound()).Answers(ResponseKind.Public);

        // W3C Passkey Endpoints: answered itself, never by a redirect
        endpoints.MapGet("/.well-known/passkey-endpoints", (IOptions<ServerOptions> server) =>
            TypedResults.Ok(new PasskeyPages($"{server.Value.Issuer}{Manage}/add", server.Value.Issuer + Manage))).Answers(ResponseKind.Public);

        // W3C Change Password URL: passwords are brought along and never changed here; this is where they are given up
        endpoints.MapGet("/.well-known/change-password", () => TypedResults.Redirect("/account/security")).Answers(ResponseKind.Public);

        return endpoints;
    }
}

internal sealed record RelatedOrigins(IReadOnlyList<string> Origins);

internal sealed record PasskeyPages(string Enroll, string Manage);
