using System.Text.Json;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Clients.Metadata;

namespace IdentityServer.OpenId.Clients;

/// <summary>Between clients and the bytes of their rows. What comes back is judged anew: rules may have become stricter.</summary>
internal static class ClientMapping
{
    public static ClientReading Open(StoredClient row, Provider provider)
    {
        var template = new Client { ClientId = row.ClientId, IsDisabled = row.IsDisabled, NotBefore = row.NotBefore, Secrets = ReadSecrets(row.Secrets) };
        return StrictJson.TryReadObject(row.Metadata, out var metadata)
            ? ClientMetadata.Read(metadata, template, provider)
            : new(null, [new("client", "cannot be read")], []);
    }

    public static byte[] WriteMetadata(Client client) => JsonBytes.Write(client, static (json, client) => ClientMetadata.Write(client, json));

    public static byte[] WriteSecrets(Client client) => JsonBytes.Write(client, static (json, client) =>
    {
        json.WriteStartArray();
        foreach (var secret in client.Secrets)
        {
            json.WriteStartObject();
            json.WriteBase64String("hash", secret.Hash);
            if (secret.ExpiresAt is { } expiry)
                json.WriteNumber("expires_at", expiry.ToUnixTimeSeconds());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static IReadOnlyList<ClientSecret> ReadSecrets(byte[] bytes)
    {
        using var json = JsonDocument.Parse(bytes);
        return
        [
            .. from secret in json.RootElement.EnumerateArray()
               select new ClientSecret(
                   secret.GetProperty("hash").GetBytesFromBase64(),
                   secret.TryGetProperty("expires_at", out var expiry) ? DateTimeOffset.FromUnixTimeSeconds(expiry.GetInt64()) : null),
        ];
    }
}
