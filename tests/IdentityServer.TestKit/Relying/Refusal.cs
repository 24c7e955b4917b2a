using System.Net;
using System.Text.Json;

namespace IdentityServer.TestKit.Relying;

/// <summary>RFC 6749 §5.2.</summary>
internal sealed record Refusal(HttpStatusCode Status, string Error, string? Description)
{
    public static Refusal Read(HttpResponseMessage response, JsonElement body)
    {
        var error = body.Text("error") ?? "";
        DistrustException.Unless(error is not "" && StrictText.IsErrorText(error), "the refusal has no proper error");
        DistrustException.Unless(StrictText.IsErrorText(body.Text("error_description") ?? ""), "error_description has forbidden characters");
        DistrustException.Unless(body.Text("error_uri") is not { } uri || Uri.IsWellFormedUriString(uri, UriKind.Absolute), "error_uri is no address");
        DistrustException.Unless(
            response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.TooManyRequests
                || response.StatusCode is HttpStatusCode.Unauthorized && error is "invalid_client",
            $"{error} comes with {(int)response.StatusCode}");
        DistrustException.Unless(
            response.StatusCode is not HttpStatusCode.Unauthorized || response.Headers.WwwAuthenticate.Count > 0, "401 comes without a challenge");
        return new(response.StatusCode, error, body.Text("error_description"));
    }

    public override string ToString() => $"{Error}: {Description}";
}
