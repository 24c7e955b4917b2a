using System.Runtime.CompilerServices;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.OpenId.Clients.Authentication;

/// <summary>The public keys of clients, imported once: an import costs more than a verification.</summary>
internal sealed class ClientKeys(RemoteKeys remote)
{
    // As long as the catalog hands out the same client, and no longer.
    private readonly ConditionalWeakTable<JsonWebKeySet, VerificationKeySet> imported = [];

    public async ValueTask<VerificationKeySet> OfAsync(Client client, CancellationToken cancellation) => client switch
    {
        { Jwks: { } keys } => imported.GetValue(keys, VerificationKeySet.Import),
        { JwksUri: { } address } => await remote.KeysAtAsync(address, cancellation),
        _ => VerificationKeySet.Empty,
    };

    /// <summary>Nothing where there is nothing newer than what <see cref="OfAsync"/> says.</summary>
    public async ValueTask<VerificationKeySet?> RenewAsync(Client client, CancellationToken cancellation) =>
        client is { Jwks: null, JwksUri: { } address } ? await remote.RenewAsync(address, cancellation) : null;
}
