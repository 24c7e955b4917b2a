using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Parameters;

namespace IdentityServer.Protocol.OpenId.Logout;

/// <summary>
/// Where the browser may go after the sign-out. One exists only where the client has registered the very same address
/// (RP-Initiated Logout §3), so no other can ever be redirected to.
/// </summary>
internal sealed record PostLogoutAddress
{
    private PostLogoutAddress(Client client, string redirectUri, string? state) => (Client, RedirectUri, State) = (client, redirectUri, state);

    public Client Client { get; }

    public string RedirectUri { get; }

    public string? State { get; }

    /// <summary>§3: the address as it was registered, and nothing added to it but the state.</summary>
    public string Location => State is null ? RedirectUri
        : RedirectUri + (RedirectUri.Contains('?', StringComparison.Ordinal) ? '&' : '?') + "state=" + FormEncoding.Encode(State);

    public static PostLogoutAddress? Prove(EndSessionRequest request, Client? client) =>
        client is not null && request.PostLogoutRedirectUri is { } uri && client.PostLogoutRedirectUris.Contains(uri)
            ? new(client, uri, request.State) : null;
}
