namespace IdentityServer.Protocol.OpenId.Clients.Metadata;

/// <summary>One thing that is wrong with a client's metadata, said to whoever wrote it.</summary>
internal sealed record MetadataFault(string Member, string Sentence)
{
    public override string ToString() => $"{Member}: {Sentence}";
}
