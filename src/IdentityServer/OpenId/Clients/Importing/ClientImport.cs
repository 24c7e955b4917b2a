using System.Text.Json;
using IdentityServer.Audit;
using IdentityServer.OpenId.Logos;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Clients.Metadata;
using IdentityServer.Shared.Importing;

namespace IdentityServer.OpenId.Clients.Importing;

/// <summary>
/// One entry of a file with clients. It is the whole truth about the client, except for secrets, which may live elsewhere,
/// and for the switch that disables it.
/// </summary>
internal sealed class ClientImport(
    ProviderSource providers, ClientStore store, ClientSecrets secrets, ClientRegistry registry, SectorDocument sectors, LogoStore logos, LogoFetcher logoFetcher)
{
    public async Task<ImportedEntry> ImportAsync(string id, JsonElement entry, CancellationToken cancellation)
    {
        var provider = await providers.CurrentAsync(cancellation);
        var existing = await ExistingAsync(id, cancellation);
        var faults = new List<MetadataFault>();
        var brought = ImportedSecrets.Read(entry, faults);
        var template = new Client
        {
            ClientId = "",
            IsDisabled = existing?.IsDisabled ?? false,
            Secrets = brought is null ? Kept(entry, existing) : [.. brought.Select(secret => new ClientSecret(secrets.Hash(id, secret.Value), secret.ExpiresAt))],
        };

        var reading = ClientMetadata.Read(entry, template, provider);
        if (reading.Client is not { } client || faults is not [])
            return ImportedEntry.Refused(id, faults.Concat(reading.Faults).Select(fault => fault.ToString()));

        var before = existing is null ? null : ClientMapping.Open(existing, provider).Client;
        if (await sectors.FirstFaultAsync(client, before, cancellation) is { } fault)
            return ImportedEntry.Refused(id, fault.ToString());

        return new(id, OutcomeOf(await registry.SaveAsync(client, Actor.System, cancellation)))
        {
            Notes =
            [
                .. reading.Ignored.Except(ImportedSecrets.Members).Select(member => $"{member}: is not known here and changes nothing"),
                .. ImportedSecrets.Notes(brought),
                .. await LogoNotesAsync(client, cancellation),
            ],
        };
    }

    private async Task<IReadOnlyList<string>> LogoNotesAsync(Client client, CancellationToken cancellation)
    {
        if (client.LogoUri is not { } source || (await logos.FindAsync(client.ClientId, cancellation) is { Key: not null } known && known.Source == source))
            return [];

        return await logoFetcher.FetchAsync(client.ClientId, source, cancellation) is { } failure
            ? [$"logo_uri: gave no picture yet ({failure}); people see a letter meanwhile"] : [];
    }

    private async Task<StoredClient?> ExistingAsync(string id, CancellationToken cancellation) =>
        id.Length is > 0 and <= 256 ? await store.FindAsync(id, cancellation) : null;

    // A client that changes to another way of proving itself leaves its secrets behind.
    private static IReadOnlyList<ClientSecret> Kept(JsonElement entry, StoredClient? existing)
    {
        var method = entry.TryGetProperty("token_endpoint_auth_method", out var member) && member.ValueKind is JsonValueKind.String
            ? member.GetString()! : AuthenticationMethods.SecretBasic;
        return existing is not null && AuthenticationMethods.UsesSecret(method) ? ClientMapping.ReadSecrets(existing.Secrets) : [];
    }

    private static ImportOutcome OutcomeOf(ClientChange change) => change switch
    {
        ClientChange.Added => ImportOutcome.Added,
        ClientChange.Changed => ImportOutcome.Changed,
        _ => ImportOutcome.Unchanged,
    };
}
