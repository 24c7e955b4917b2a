using System.Text.Json;

namespace IdentityServer.Protocol.OpenId.Clients.Metadata;

/// <summary>
/// The one door through which a client gets in: imported, registered, edited by an operator or read back from the
/// database, it is read member by member and judged by <see cref="ClientRules"/> (RFC 7591 §2).
/// </summary>
internal static class ClientMetadata
{
    /// <param name="template">What counts for members that are left out; it carries the secrets, which are no metadata.</param>
    public static ClientReading Read(JsonElement metadata, Client template, Provider provider)
    {
        if (metadata.ValueKind is not JsonValueKind.Object)
            return new(null, [new("client", "must be a JSON object")], []);

        var faults = new List<MetadataFault>();
        var client = template;
        foreach (var member in ClientMembers.All)
            client = member.ReadInto(client, metadata, faults);

        faults.AddRange(ClientRules.Faults(client, provider));
        var known = ClientMembers.All.Select(member => member.Name).ToHashSet();
        return new(
            faults is [] ? client : null, faults,
            [.. metadata.EnumerateObject().Select(member => member.Name).Where(name => !known.Contains(name))]);
    }

    public static void Write(Client client, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var member in ClientMembers.All)
            member.WriteTo(writer, client);
        writer.WriteEndObject();
    }
}
