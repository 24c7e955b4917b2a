using System.Text.Json;
using IdentityServer.Protocol.OpenId.Clients;
using IdentityServer.Protocol.OpenId.Clients.Metadata;
using IdentityServer.Shared.Outgoing;

namespace IdentityServer.OpenId.Clients.Importing;

/// <summary>
/// OpenID Connect Core §8.1, Dynamic Client Registration §5: whoever says that apps share their names for people must
/// say so at that address, or any app could learn the names of any other.
/// </summary>
internal sealed class SectorDocument(OutgoingClient outgoing)
{
    private const string Member = "sector_identifier_uri";

    /// <param name="before">What was looked at then and has not changed is not asked for again.</param>
    public async Task<MetadataFault?> FirstFaultAsync(Client client, Client? before, CancellationToken cancellation)
    {
        if (client.SectorIdentifierUri is not { } address || IsSame(client, before))
            return null;

        return await outgoing.SendAsync(new(new(address)) { Accept = ["application/json"] }, cancellation) switch
        {
            OutgoingResult.Answered { IsSuccess: true } answered => FaultOf(answered.Body, client),
            OutgoingResult.Answered answered => new(Member, $"answers {(int)answered.Status}"),
            OutgoingResult.Failed failed => new(Member, $"cannot be read ({failed.Reason})"),
            _ => throw new InvalidOperationException("There is no further result."),
        };
    }

    private static bool IsSame(Client client, Client? before) =>
        client.SectorIdentifierUri == before?.SectorIdentifierUri && !client.RedirectUris.Except(before?.RedirectUris ?? []).Any();

    private static MetadataFault? FaultOf(byte[] body, Client client)
    {
        if (Read(body) is not { } listed)
            return new(Member, "must answer a JSON array of addresses");

        var missing = client.RedirectUris.Except(listed, StringComparer.Ordinal).ToList();
        return missing is [] ? null : new(Member, $"does not list {string.Join(", ", missing)}");
    }

    private static List<string>? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<List<string>>(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
