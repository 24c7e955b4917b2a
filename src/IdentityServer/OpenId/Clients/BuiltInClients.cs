using System.Collections.Frozen;
using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.OpenId.Clients;

/// <summary>Apps that are part of this server and stand in no table.</summary>
internal sealed class BuiltInClients(IEnumerable<Client> clients)
{
    private readonly FrozenDictionary<string, Client> clients = clients.ToFrozenDictionary(client => client.ClientId, StringComparer.Ordinal);

    public Client? Find(string clientId) => clients.GetValueOrDefault(clientId);
}
