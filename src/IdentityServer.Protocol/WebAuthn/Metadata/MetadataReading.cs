namespace IdentityServer.Protocol.WebAuthn.Metadata;

internal abstract record MetadataReading
{
    private MetadataReading()
    {
    }

    public sealed record Accepted(MetadataBlob Blob) : MetadataReading;

    public sealed record Refused(MetadataRefusal Reason) : MetadataReading;

    public static implicit operator MetadataReading(MetadataRefusal reason) => new Refused(reason);
}
