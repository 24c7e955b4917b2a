namespace IdentityServer.Protocol.WebAuthn.Reading;

/// <summary>Bytes are equal when their contents are.</summary>
internal sealed class ByteContent : IEqualityComparer<ReadOnlyMemory<byte>>
{
    public static readonly ByteContent Comparer = new();

    public bool Equals(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right) => left.Span.SequenceEqual(right.Span);

    public int GetHashCode(ReadOnlyMemory<byte> bytes)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes.Span);
        return hash.ToHashCode();
    }
}
