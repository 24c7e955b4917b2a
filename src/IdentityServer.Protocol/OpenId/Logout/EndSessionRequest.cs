using IdentityServer.Protocol.OpenId.Parameters;

namespace IdentityServer.Protocol.OpenId.Logout;

/// <summary>RP-Initiated Logout §2. What was sent twice has no value; <see cref="ParameterSet.FirstFault"/> tells of it.</summary>
internal sealed record EndSessionRequest
{
    public static readonly IReadOnlyCollection<string> Understood = ["id_token_hint", "client_id", "post_logout_redirect_uri", "state", "ui_locales"];

    public required ParameterSet Parameters { get; init; }

    public required string? IdTokenHint { get; init; }
    public required string? ClientId { get; init; }
    public required string? PostLogoutRedirectUri { get; init; }
    public required string? State { get; init; }
    public required string? UiLocales { get; init; }

    public static EndSessionRequest Read(ParameterSet parameters) => new()
    {
        Parameters = parameters,
        IdTokenHint = parameters["id_token_hint"],
        ClientId = parameters["client_id"],
        PostLogoutRedirectUri = parameters["post_logout_redirect_uri"],
        State = parameters["state"],
        UiLocales = parameters["ui_locales"],
    };
}
