using System.Globalization;
using IdentityServer.Protocol.OpenId.Claims;
using IdentityServer.Protocol.OpenId.Parameters;

namespace IdentityServer.Protocol.OpenId.Authorization;

/// <summary>
/// RFC 6749 §4.1.1 and OpenID Connect Core §3.1.2.1. What was sent but cannot be read has no value here; the rules find
/// it by <see cref="Sent"/> and refuse it, so that after them a missing value means that nothing was asked.
/// </summary>
internal sealed record AuthorizationRequest
{
    private static readonly string[] Known =
    [
        "client_id", "redirect_uri", "response_type", "response_mode", "scope", "state", "nonce", "code_challenge", "code_challenge_method",
        "id_token_hint", "login_hint", "ui_locales", "max_age", "claims", "prompt", "acr_values", "resource",
    ];

    /// <summary>What we read, and what we refuse to be asked for.</summary>
    public static readonly IReadOnlyCollection<string> Understood = [.. Known, "request", "request_uri", "registration"];

    public required ParameterSet Parameters { get; init; }

    public required string? ClientId { get; init; }
    public required string? RedirectUri { get; init; }
    public required string? ResponseType { get; init; }
    public required string? ResponseMode { get; init; }
    public required string? State { get; init; }
    public required string? Nonce { get; init; }
    public required string? CodeChallenge { get; init; }
    public required string? CodeChallengeMethod { get; init; }
    public required string? IdTokenHint { get; init; }
    public required string? LoginHint { get; init; }
    public required string? UiLocales { get; init; }
    public required int? MaxAge { get; init; }
    public required ClaimsRequest? Claims { get; init; }
    public required IReadOnlyList<string> Scopes { get; init; }
    public required IReadOnlyList<string> Prompts { get; init; }
    public required IReadOnlyList<string> AcrValues { get; init; }
    public required IReadOnlyList<string> Resources { get; init; }

    /// <summary>The parameters came by the back channel (RFC 9126) and the browser only carried their name.</summary>
    public bool WasPushed { get; init; }

    public bool Sent(string parameter) => Parameters.Sent(parameter);

    public bool Asks(string prompt) => Prompts.Contains(prompt);

    /// <summary>What we read of it, and nothing else that came along: the form in which requests wait.</summary>
    public string ToForm() => Parameters.Only(Known).ToForm();

    public static AuthorizationRequest Read(ParameterSet parameters) => new()
    {
        Parameters = parameters,
        ClientId = parameters["client_id"],
        RedirectUri = parameters["redirect_uri"],
        ResponseType = parameters["response_type"],
        ResponseMode = parameters["response_mode"],
        State = parameters["state"],
        Nonce = parameters["nonce"],
        CodeChallenge = parameters["code_challenge"],
        CodeChallengeMethod = parameters["code_challenge_method"],
        IdTokenHint = parameters["id_token_hint"],
        LoginHint = parameters["login_hint"],
        UiLocales = parameters["ui_locales"],
        MaxAge = ReadSeconds(parameters["max_age"]),
        Claims = ClaimsRequest.Read(parameters["claims"]),
        Scopes = SpaceSeparated.Read(parameters["scope"]),
        Prompts = SpaceSeparated.Read(parameters["prompt"]),
        AcrValues = SpaceSeparated.Read(parameters["acr_values"]),
        Resources = parameters.All("resource"),
    };

    private static int? ReadSeconds(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}
