using System.Text.Json.Nodes;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Data;
using IdentityServer.OpenId.Grants;
using IdentityServer.OpenId.PushedAuthorization;
using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.OpenId.Clients;

/// <summary>The one place that writes clients: the row, the origins and the audit in one transaction.</summary>
internal sealed class ClientRegistry(ClientStore store, ClientCatalog catalog, AuditTrail audit, IHotTables tables, TimeProvider clock)
{
    /// <summary>A client that has passed <see cref="ClientRules"/>, as it shall be from now on.</summary>
    public async Task<ClientChange> SaveAsync(Client client, Actor actor, CancellationToken cancellation)
    {
        while (true)
        {
            var existing = await store.FindAsync(client.ClientId, cancellation);
            var row = Row(client, existing);
            if (existing is not null && IsSame(row, existing))
                return ClientChange.None;

            var unit = existing is null
                ? ClientStore.Add(new(), row, client)
                : ClientStore.Replace(new(), row, existing.Version, client);
            foreach (var entry in Entries(row, existing, actor))
                audit.Add(unit, entry);

            // Otherwise somebody else was faster: what is there is looked at anew.
            if (await tables.WriteAsync(unit, cancellation) is UnitOutcome.Committed)
            {
                catalog.Forget(client.ClientId);
                return existing is null ? ClientChange.Added : ClientChange.Changed;
            }
        }
    }

    /// <summary>Whether the client is answered at all. Null: there is no such client.</summary>
    public async Task<ClientChange?> SwitchAsync(string clientId, bool disabled, Actor actor, CancellationToken cancellation)
    {
        while (await store.FindAsync(clientId, cancellation) is { } existing)
        {
            if (existing.IsDisabled == disabled)
                return ClientChange.None;

            var now = clock.GetUtcNow();
            var row = existing with { IsDisabled = disabled, UpdatedAt = now, Version = Guid.CreateVersion7(now) };
            var unit = ClientStore.Replace(new(), row, existing.Version);
            foreach (var entry in Entries(row, existing, actor))
                audit.Add(unit, entry);

            if (await tables.WriteAsync(unit, cancellation) is UnitOutcome.Committed)
            {
                catalog.Forget(clientId);
                return ClientChange.Changed;
            }
        }

        return null;
    }

    /// <summary>
    /// Everything that the app holds ends: tokens of people and of its own, refresh tokens, codes, pushed requests. It may
    /// get new ones at once. Null: there is no such client.
    /// </summary>
    public async Task<ClientChange?> RevokeAsync(string clientId, Actor actor, CancellationToken cancellation)
    {
        while (await store.FindAsync(clientId, cancellation) is { } existing)
        {
            var now = clock.GetUtcNow();
            var row = existing with { NotBefore = now, UpdatedAt = now, Version = Guid.CreateVersion7(now) };
            var unit = ClientStore.Replace(new(), row, existing.Version);
            GrantRevocation.OfClient(unit, clientId, GrantEnd.RevokedByOperator, now);
            PushedRequests.DropOf(unit, clientId);
            audit.Add(unit, new(AdministrationEvents.ClientRevoked, actor) { ClientId = clientId });

            if (await tables.WriteAsync(unit, cancellation) is UnitOutcome.Committed)
            {
                catalog.Forget(clientId);
                return ClientChange.Changed;
            }
        }

        return null;
    }

    private StoredClient Row(Client client, StoredClient? existing)
    {
        var now = clock.GetUtcNow();
        return new()
        {
            ClientId = client.ClientId,
            Metadata = ClientMapping.WriteMetadata(client),
            Secrets = ClientMapping.WriteSecrets(client),
            IsDisabled = client.IsDisabled,
            NotBefore = existing?.NotBefore,
            CreatedAt = existing?.CreatedAt ?? now,
            UpdatedAt = now,
            Version = Guid.CreateVersion7(now),
        };
    }

    private static bool IsSame(StoredClient one, StoredClient other) =>
        one.IsDisabled == other.IsDisabled && HasSame(one.Metadata, other.Metadata) && HasSame(one.Secrets, other.Secrets);

    private static bool HasSame(byte[] one, byte[] other) => one.AsSpan().SequenceEqual(other);

    private static IEnumerable<AuditEntry> Entries(StoredClient row, StoredClient? existing, Actor actor)
    {
        if (existing is null)
        {
            yield return new(AdministrationEvents.ClientCreated, actor) { ClientId = row.ClientId };
            yield break;
        }

        if (!HasSame(row.Metadata, existing.Metadata) || row.IsDisabled != existing.IsDisabled)
            yield return new(AdministrationEvents.ClientUpdated, actor)
            {
                ClientId = row.ClientId,
                Details = new JsonObject { ["changed"] = ChangedMembers(row, existing), ["disabled"] = row.IsDisabled },
            };

        if (!HasSame(row.Secrets, existing.Secrets))
            yield return new(AdministrationEvents.ClientSecretChanged, actor) { ClientId = row.ClientId };
    }

    // Names only: what an address was before is in the audit of its own change.
    private static JsonArray ChangedMembers(StoredClient row, StoredClient existing)
    {
        var (now, before) = (JsonNode.Parse(row.Metadata)!.AsObject(), JsonNode.Parse(existing.Metadata)!.AsObject());
        var names = now.Select(member => member.Key).Union(before.Select(member => member.Key));
        return new([.. from name in names where !JsonNode.DeepEquals(now[name], before[name]) select (JsonNode)name]);
    }
}

internal enum ClientChange
{
    None,
    Added,
    Changed,
}
