using System.Security.Cryptography;
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
    private readonly Lazy<byte[]> key = new(() => master.Derive("client secret"), LazyThreadSafetyMode.PublicationOnly);

    // A client's identifier has no line break in it.
    public byte[] Hash(string clientId, string secret) => HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes($"{clientId}\n{secret}"));

    /// <summary>Without a client it takes as long to say no.</summary>
    public bool Matches(string clientId, string secret, Client? client, DateTimeOffset now)
    {
        var hash = Hash(clientId, secret);
        var matches = false;
        foreach (var known in client?.Secrets ?? [])
            matches |= known.Matches(hash, now);

        return matches;
    }
}
