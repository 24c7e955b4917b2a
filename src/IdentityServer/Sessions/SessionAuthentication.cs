using System.Security.Claims;
using System.Text.Encodings.Web;
using IdentityServer.Sessions.Interactions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IdentityServer.Sessions;

/// <summary>
/// Signed in means: the cookie opens a live row. Whoever is not is sent to sign in; where they were going is remembered
/// here and not in the address.
/// </summary>
internal sealed class SessionAuthentication(
    InteractionStore interactions,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (await Context.FindSessionAsync() is not { } session)
            return AuthenticateResult.NoResult();

        var identity = new ClaimsIdentity(
            [new("sub", session.AccountId.ToString()), new("sid", session.Id.ToString())], SchemeName, "sub", "role");
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (!HttpMethods.IsGet(Request.Method) || !Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var interaction = await interactions.BeginAsync(Context,
            new InteractionStart(InteractionStart.PathOf(Request)), Context.RequestAborted);
        Response.Redirect($"/sign-in?interaction={interaction}");
    }
}
