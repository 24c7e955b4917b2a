namespace IdentityServer.Protocol.OpenId.Clients.Metadata;

/// <param name="Client">Null as soon as there is one fault.</param>
/// <param name="Faults">All of them, so that whoever wrote the metadata mends it once.</param>
/// <param name="Ignored">Members we do not know; RFC 7591 §2 has us pass over them.</param>
internal sealed record ClientReading(Client? Client, IReadOnlyList<MetadataFault> Faults, IReadOnlyList<string> Ignored);
