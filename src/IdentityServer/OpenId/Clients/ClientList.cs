using System.Text.Json;

namespace IdentityServer.OpenId.Clients;

/// <summary>Every client as operators see it: no secrets, and those too that a rule made since no longer allows.</summary>
internal sealed class ClientList(ClientStore store, ProviderSource providers)
{
    public async Task<IReadOnlyList<ListedClient>> ReadAsync(CancellationToken cancellation)
    {
        var provider = await providers.CurrentAsync(cancellation);
        return
        [
            .. from row in await store.ListAsync(cancellation)
               let faults = ClientMapping.Open(row, provider).Faults
               select new ListedClient(
                   row.ClientId,
                   faults is not [] ? ClientState.Broken : row.IsDisabled ? ClientState.Disabled : ClientState.Enabled,
                   row.CreatedAt, row.UpdatedAt,
                   [.. faults.Select(fault => fault.ToString())],
                   JsonSerializer.Deserialize<JsonElement>(row.Metadata)),
        ];
    }
}

internal sealed record ListedClient(
    string ClientId, ClientState State, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, IReadOnlyList<string> Faults, JsonElement Metadata);

internal enum ClientState
{
    Enabled,
    Disabled,

    /// <summary>A rule made since forbids what is registered: it is answered like one that does not exist.</summary>
    Broken,
}
