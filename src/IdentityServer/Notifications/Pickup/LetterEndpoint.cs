using IdentityServer.Shared.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IdentityServer.Notifications.Pickup;

/// <summary>The HTML of a mail, alone in its frame: with its own styles, without anything that moves.</summary>
internal static class LetterEndpoint
{
    // What mails need and pages do not; a click inside leaves the frame.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation";

    public static void MapLetters(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/dev/mail/{name}/html", Get).Answers(ResponseKind.Picture);

    private static Results<ContentHttpResult, NotFound> Get(string name, HttpContext http, PickupDirectory directory)
    {
        if (directory.Find(name) is not { } mail)
            return TypedResults.NotFound();

        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Content(mail.Html.Replace("<a ", "<a target=\"_top\" ", StringComparison.Ordinal), "text/html; charset=utf-8");
    }
}
