using IdentityServer.OpenId.Clients;
using IdentityServer.OpenId.Consents;
using IdentityServer.OpenId.Logos;
using IdentityServer.Protocol.OpenId.Scopes;
using Microsoft.Extensions.Localization;

namespace IdentityServer.OpenId.Apps;

/// <summary>Every app that somebody has agreed to or is signed in to: those they were asked about, and those they never were.</summary>
internal sealed class PersonsApps(
    ConsentStore consents, LiveGrants grants, ClientCatalog clients, LogoCatalog logos, ProviderSource providers, IStringLocalizer<OpenIdWords> text)
{
    /// <summary>The one used last first.</summary>
    public async Task<IReadOnlyList<AppInUse>> OfAsync(Guid accountId, CancellationToken cancellation)
    {
        var agreed = (await consents.OfAccountAsync(accountId, cancellation)).ToDictionary(consent => consent.ClientId);
        var live = (await grants.OfAsync(accountId, cancellation)).ToLookup(grant => grant.ClientId);

        var apps = new List<AppInUse>();
        foreach (var clientId in agreed.Keys.Union(live.Select(app => app.Key)))
            apps.Add(await ReadAsync(clientId, agreed.GetValueOrDefault(clientId), [.. live[clientId]], cancellation));

        return [.. apps.OrderByDescending(app => app.LastUsedAt)];
    }

    private async Task<AppInUse> ReadAsync(string clientId, StoredConsent? consent, IReadOnlyList<LiveGrant> grants, CancellationToken cancellation)
    {
        var client = await clients.FindAsync(clientId, cancellation);
        var logo = client is null ? null : await logos.PathOfAsync(client, cancellation);
        var access = consent?.ToConsent().Granted ?? grants.Aggregate(new Access(), (all, grant) => all.And(grant.Access));
        var catalog = (await providers.CurrentAsync(cancellation)).Catalog;

        return new(clientId, new(client?.Name ?? clientId, logo))
        {
            Items = ConsentItem.Of(access, catalog, text),
            Since = grants.Select(grant => grant.CreatedAt).Append(consent?.GrantedAt ?? DateTimeOffset.MaxValue).Min(),
            LastUsedAt = grants.Select(grant => grant.UsedAt).Append(consent?.LastUsedAt ?? DateTimeOffset.MinValue).Max(),
            IsGone = client is null,
        };
    }
}
