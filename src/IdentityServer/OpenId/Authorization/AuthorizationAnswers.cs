using System.Text.Json.Nodes;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.OpenId.Codes;
using IdentityServer.OpenId.Consents;
using IdentityServer.Protocol;
using IdentityServer.Protocol.OpenId.Authorization;
using IdentityServer.Protocol.OpenId.Authorization.Responses;
using IdentityServer.Protocol.OpenId.Interactions;
using IdentityServer.Sessions;
using IdentityServer.Shared;
using IdentityServer.Shared.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IdentityServer.OpenId.Authorization;

/// <summary>
/// The one answer to a request. Whatever the request stands on (its interaction, its pushed row) is taken in the unit of
/// the answer; one that stands on nothing, because nothing had to be asked, costs no write.
/// </summary>
internal sealed class AuthorizationAnswers(
    AuthorizationCodes codes,
    Journeys journeys,
    ConsentStore consents,
    AuditTrail audit,
    UntrustedRequests untrusted,
    IOptions<ServerOptions> server,
    ILogger<AuthorizationAnswers> log)
{
    public async Task<IResult> GrantAsync(
        HttpContext http, Journey journey, Verdict.Open open, NextStep.Proceed granted, CancellationToken cancellation)
    {
        var session = (await http.FindSessionAsync())!; // or the policy would not proceed
        var ended = await journeys.EndAsync(journey, async unit =>
        {
            if (journey.Progress?.Consent is { } given)
                await consents.AddAsync(unit, open.Situation.Client.ClientId, given, session.Id, cancellation);
            audit.Add(unit, Authorized(session, open.Situation, granted));
        });
        return ended
            ? Answer(AuthorizationResponse.Code(open.Address, codes.Seal(Code(session, open, granted)), server.Value.Issuer))
            : untrusted.Over();
    }

    public async Task<IResult> RefuseAsync(Journey journey, ReturnAddress address, ProtocolError error, AuditEntry? why = null)
    {
        log.AuthorizationRefused(journey.Request.ClientId!, error.Code, error.Description); // a proven address has a known client
        var ended = await journeys.EndAsync(journey, unit =>
        {
            if (why is not null)
                audit.Add(unit, why);
            return Task.CompletedTask;
        });
        return ended ? Answer(AuthorizationResponse.Error(address, error, server.Value.Issuer)) : untrusted.Over();
    }

    public ErrorPage Show(ProtocolError error) => untrusted.Page(error);

    public ErrorPage Over() => untrusted.Over();

    private static DeliveredAnswer Answer(AuthorizationResponse response) => new(response.Deliver());

    private static AuthorizationCode Code(Session session, Verdict.Open open, NextStep.Proceed granted) => new()
    {
        ClientId = open.Situation.Client.ClientId,
        RedirectUri = open.Address.RedirectUri,
        AccountId = session.AccountId,
        SessionId = session.Id,
        Access = granted.Granted,
        Authentication = granted.Proof,
        PasskeyId = session.Events.FindLast(it => it.At == granted.Proof.At)?.PasskeyId,
        Nonce = open.Situation.Request.Nonce,
        CodeChallenge = open.Situation.Request.CodeChallenge,
    };

    private static AuditEntry Authorized(Session session, Situation situation, NextStep.Proceed granted) =>
        new(OpenIdEvents.Authorized, Actor.User(session.AccountId))
        {
            ClientId = situation.Client.ClientId,
            Session = session.Id,
            Details = new JsonObject
            {
                ["scopes"] = string.Join(' ', granted.Granted.Scopes),
                ["acr"] = granted.Proof.Acr,
                ["authTime"] = granted.Proof.Time,
            },
        };
}
