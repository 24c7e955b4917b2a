using System.Text;
using IdentityServer.Data.Protection;
using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.OpenId.Clients;

/// <summary>
/// What is kept of a client's secret. Operators bring secrets of their own, which may be short: under a key that is not in
/// the database, even a guessable one cannot be found from a stolen row. Bound to its client.
/// </summary>
internal sealed class ClientSecrets(MasterKey master)
{
    private readonly KeyedHash hash = master.Hash("client secret");

    // A client's identifier has no line break in it.
    public byte[] Hash(string clientId, string secret) => hash.Of(Encoding.UTF8.GetBytes($"{clientId}\n{secret}"));

    /// <summary>Without a client it takes as long to say no.</summary>
    public bool Matches(string clientId, string secret, Client? client, DateTimeOffset now)
    {
        var kept = Hash(clientId, secret);
        var matches = false;
        foreach (var known in client?.Secrets ?? [])
            matches |= known.Matches(kept, now);

        return matches;
    }
}
