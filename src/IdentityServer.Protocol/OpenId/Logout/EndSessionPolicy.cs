using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Tokens;

namespace IdentityServer.Protocol.OpenId.Logout;

/// <summary>RP-Initiated Logout §2, §3 and §6: who may end a session without asking, and where the browser goes then.</summary>
internal static class EndSessionPolicy
{
    public static EndSessionStep Next(EndSessionSituation situation)
    {
        var (request, hint, client, session) = (situation.Request, situation.Hint, situation.Client, situation.Session);
        if (request.Parameters.FirstFault() is { } fault)
            return new EndSessionStep.Refuse(fault);

        // §2: a client_id beside the hint must be one of those that the hint was issued to.
        if (request.ClientId is { } clientId && hint?.Audience.Contains(clientId) is false)
            return new EndSessionStep.Refuse(ProtocolError.InvalidRequest("client_id does not fit the id_token_hint"));

        // A hint that was sent and is not ours proves that somebody tried: then no address is believed either.
        var address = request.IdTokenHint is null || hint is not null ? PostLogoutAddress.Prove(request, client) : null;

        return (hint, session) switch
        {
            ({ }, null) => new EndSessionStep.End(address),
            (null, null) => new EndSessionStep.End(null),
            ({ SessionId: { } sid }, _) when sid == session.Id && hint.Subject == session.Subject => new EndSessionStep.End(address),
            _ => new EndSessionStep.Ask(address),
        };
    }
}

/// <param name="Hint">Null where none was sent, and where the one that was sent is not ours.</param>
/// <param name="Client">The client the request names, or else the one the hint was issued to.</param>
/// <param name="Session">The session of this browser, in the words of that client's tokens.</param>
internal sealed record EndSessionSituation(EndSessionRequest Request, IdTokenHint? Hint, Client? Client, KnownSession? Session);

internal sealed record KnownSession(string Id, string? Subject);
