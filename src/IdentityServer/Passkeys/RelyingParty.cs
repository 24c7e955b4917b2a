using IdentityServer.Shared;
using Microsoft.Extensions.Options;

namespace IdentityServer.Passkeys;

/// <summary>Who we are to a passkey: constants of the configuration, never anything a request says.</summary>
internal sealed class RelyingParty(IOptions<ServerOptions> server, IOptions<PasskeyOptions> passkeys)
{
    public string Id => server.Value.RelyingPartyId;

    public string Name => server.Value.RelyingPartyName;

    /// <summary>The pages a passkey may be used on, compared character by character.</summary>
    public IReadOnlyList<string> Origins { get; } = [server.Value.Issuer, .. passkeys.Value.RelatedOrigins];
}
