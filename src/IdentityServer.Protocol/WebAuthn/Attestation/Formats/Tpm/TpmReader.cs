using System.Buffers.Binary;

namespace IdentityServer.Protocol.WebAuthn.Attestation.Formats.Tpm;

/// <summary>Reads the big-endian structures of "TPM 2.0 Part 2". Running out of bytes is a format error.</summary>
internal ref struct TpmReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Read(sizeof(ushort)));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Read(sizeof(uint)));

    /// <summary>A TPM2B structure: its size, then its bytes.</summary>
    public byte[] ReadSized() => Read(ReadUInt16()).ToArray();

    public void Skip(int length) => Read(length);

    public readonly void RequireEnd()
    {
        if (!_rest.IsEmpty)
            throw new FormatException("trailing bytes");
    }

    private ReadOnlySpan<byte> Read(int length)
    {
        if (_rest.Length < length)
            throw new FormatException("too short");

        var read = _rest[..length];
        _rest = _rest[length..];
        return read;
    }
}
