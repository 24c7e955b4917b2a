using IdentityServer.Data.Jobs;
using IdentityServer.OpenId.Clients;

namespace IdentityServer.OpenId.Logos;

/// <summary>Fetches logos anew once a day, those that could not be fetched at every turn, and drops those that no app has any more.</summary>
internal sealed class LogoJob(ClientStore clients, ProviderSource providers, LogoStore store, LogoFetcher fetcher, TimeProvider clock) : IJob
{
    public static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    public string Name => "client-logos";

    public TimeSpan Period { get; } = TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var known = (await store.ListAsync(cancellation)).ToDictionary(logo => logo.ClientId);
        foreach (var (clientId, source) in await RegisteredAsync(cancellation))
        {
            known.Remove(clientId, out var logo);
            if (logo?.Key is null || logo.Source != source || clock.GetUtcNow() - logo.CheckedAt >= Fresh)
                await fetcher.FetchAsync(clientId, source, cancellation);
        }

        foreach (var gone in known.Keys)
            await store.DeleteAsync(gone);
    }

    private async Task<List<(string ClientId, string Source)>> RegisteredAsync(CancellationToken cancellation)
    {
        var provider = await providers.CurrentAsync(cancellation);
        return
        [
            .. from row in await clients.ListAsync(cancellation)
               where !row.IsDisabled
               let source = ClientMapping.Open(row, provider).Client?.LogoUri
               where source is not null
               select (row.ClientId, source),
        ];
    }
}
