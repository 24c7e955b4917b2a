using System.Diagnostics.CodeAnalysis;
using IdentityServer.Protocol.OpenId.Authorization.Responses;
using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.Protocol.OpenId.Authorization;

/// <summary>
/// Where the answer goes. One exists only after the client and its redirect URI are proven, and no redirect can be made
/// without one: until then an error is a page of ours (RFC 6749 §4.1.2.1, RFC 9700 §4.11).
/// </summary>
internal sealed record ReturnAddress
{
    private ReturnAddress(string redirectUri, ResponseMode mode, string? state) => (RedirectUri, Mode, State) = (redirectUri, mode, state);

    public string RedirectUri { get; }

    public ResponseMode Mode { get; }

    public string? State { get; }

    public static bool TryProve(
        AuthorizationRequest request,
        [NotNullWhen(true)] Client? client,
        Provider provider,
        [NotNullWhen(true)] out ReturnAddress? address,
        [NotNullWhen(false)] out ProtocolError? error)
    {
        error = AuthorizationRules.FirstViolationBeforeTrust(request, client);
        address = error is null ? new(request.RedirectUri!, ModeOf(request, provider), request.State) : null;
        return error is null;
    }

    // An unreadable response_mode is answered in the default mode of the response type.
    private static ResponseMode ModeOf(AuthorizationRequest request, Provider provider) =>
        provider.ResponseModes.FirstOrDefault(mode => mode.Name == request.ResponseMode) ?? ResponseMode.DefaultOf(request.ResponseType);
}
