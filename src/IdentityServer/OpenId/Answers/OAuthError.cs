using IdentityServer.Protocol;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Answers;

/// <summary>
/// The one way in which clients are told what is wrong (RFC 6749 §5.2, which every endpoint for clients follows). Errors
/// that travel through a browser are <see cref="Protocol.OpenId.Authorization.Responses.AuthorizationResponse"/>'s.
/// </summary>
internal sealed class OAuthError(ProtocolError error) : IResult
{
    public ProtocolError Error => error;

    /// <summary>RFC 9110 §11.6.1: what the caller is asked to prove itself with.</summary>
    public string? Challenge { get; init; }

    public static implicit operator OAuthError(ProtocolError error) => new(error);

    public Task ExecuteAsync(HttpContext http)
    {
        if (Challenge is not null)
            http.Response.Headers.WWWAuthenticate = Challenge;

        return new JsonAnswer(json =>
        {
            json.WriteString("error", error.Code);
            json.WriteString("error_description", error.Description);
        }, error.Status).ExecuteAsync(http);
    }
}
