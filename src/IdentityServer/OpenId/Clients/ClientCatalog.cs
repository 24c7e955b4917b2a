using IdentityServer.Protocol.OpenId.Clients;
using Microsoft.Extensions.Logging;

namespace IdentityServer.OpenId.Clients;

/// <summary>
/// The apps that may send people here, for whoever answers their requests. A disabled client is no client; every instance
/// notices within seconds. As long as a client does not change, the same object comes back, so that what is made from
/// it (imported keys) can be kept with it.
/// </summary>
internal sealed class ClientCatalog
{
    private const int LongestClientId = 256;

    private readonly RecentAnswers<string, Entry> recent;
    private readonly BuiltInClients builtIn;
    private readonly ClientStore store;
    private readonly ProviderSource providers;
    private readonly ILogger<ClientCatalog> log;

    public ClientCatalog(BuiltInClients builtIn, ClientStore store, ProviderSource providers, TimeProvider clock, ILogger<ClientCatalog> log)
    {
        (this.builtIn, this.store, this.providers, this.log) = (builtIn, store, providers, log);
        recent = new(clock, ReadAsync, capacity: 10_000);
    }

    public async ValueTask<Client?> FindAsync(string? clientId, CancellationToken cancellation) =>
        clientId is { Length: > 0 and <= LongestClientId }
            ? builtIn.Find(clientId) ?? (await recent.GetAsync(clientId, cancellation)).Client
            : null;

    /// <summary>Whether anything is known by that name, also a client that is disabled or breaks a rule just now.</summary>
    public async Task<bool> IsRegisteredAsync(string clientId, CancellationToken cancellation) =>
        builtIn.Find(clientId) is not null || await store.FindAsync(clientId, cancellation) is not null;

    /// <summary>For whoever changes a client.</summary>
    public void Forget(string clientId) => recent.Forget(clientId);

    private async Task<Entry> ReadAsync(string clientId, Entry? previous, CancellationToken cancellation)
    {
        if (await store.FindAsync(clientId, cancellation) is not { IsDisabled: false } row)
            return Entry.Nobody;

        if (previous?.Version == row.Version)
            return previous;

        var reading = ClientMapping.Open(row, await providers.CurrentAsync(cancellation));
        foreach (var fault in reading.Faults)
            log.ClientRefused(clientId, fault.ToString());

        return new(row.Version, reading.Client);
    }

    private sealed record Entry(Guid? Version, Client? Client)
    {
        public static readonly Entry Nobody = new(null, null);
    }
}
