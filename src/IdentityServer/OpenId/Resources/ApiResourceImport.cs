using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Clients.Metadata;
using IdentityServer.Protocol.OpenId.Scopes;
using IdentityServer.Shared.Importing;

namespace IdentityServer.OpenId.Resources;

/// <summary>One entry of a file with APIs: the whole truth about it.</summary>
internal sealed class ApiResourceImport(ProviderSource providers, ApiResourceStore store, AuditTrail audit, IHotTables tables)
{
    public async Task<ImportedEntry> ImportAsync(string id, JsonElement entry, CancellationToken cancellation)
    {
        var faults = new List<MetadataFault>();
        if (ApiResourceMetadata.Read(entry, await providers.CurrentAsync(cancellation), faults) is not { } resource)
            return ImportedEntry.Refused(id, faults.Select(fault => fault.ToString()));

        var row = new StoredApiResource(resource.Resource, Write(resource));
        while (true)
        {
            var existing = (await store.ListAsync(cancellation)).Find(known => known.Resource == row.Resource);
            if (existing?.Definition.AsSpan().SequenceEqual(row.Definition) is true)
                return new(id, ImportOutcome.Unchanged);

            var unit = existing is null ? ApiResourceStore.Add(new(), row) : ApiResourceStore.Replace(new(), row);
            audit.Add(unit, new(AdministrationEvents.ResourceChanged, Actor.System)
            {
                Details = new() { ["resource"] = row.Resource, ["scopes"] = new JsonArray([.. resource.Scopes.Select(scope => (JsonNode)scope.Name)]) },
            });

            // Otherwise somebody else has added it at the same moment.
            if (await tables.WriteAsync(unit, cancellation) is UnitOutcome.Committed)
            {
                providers.Forget();
                return new(id, existing is null ? ImportOutcome.Added : ImportOutcome.Changed);
            }
        }
    }

    private static byte[] Write(ApiResource resource) => JsonBytes.Write(resource, static (json, resource) => ApiResourceMetadata.Write(resource, json));
}
