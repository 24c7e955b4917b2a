using System.Globalization;
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

    public TimeSpan? RetryAfter { get; init; }

    public static implicit operator OAuthError(ProtocolError error) => new(error);

    /// <summary>RFC 6585 §4: the status and the time to wait are HTTP's; the body is what libraries for apps can read.</summary>
    public static OAuthError TooMany(TimeSpan retryAfter) =>
        new(ProtocolError.TemporarilyUnavailable("too many requests failed; wait before the next one").With(StatusCodes.Status429TooManyRequests)) { RetryAfter = retryAfter };

    public Task ExecuteAsync(HttpContext http)
    {
        if (Challenge is not null)
            http.Response.Headers.WWWAuthenticate = Challenge;
        if (RetryAfter is { } wait)
            http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

        return new JsonAnswer(json =>
        {
            json.WriteString("error", error.Code);
            json.WriteString("error_description", error.Description);
        }, error.Status).ExecuteAsync(http);
    }
}
