using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;
using IdentityServer.Protocol.WebAuthn.Cose;
using IdentityServer.Protocol.WebAuthn.Reading;

namespace IdentityServer.Protocol.WebAuthn.Messages;

/// <summary>WebAuthn L3 §6.1, read to the last byte: what the flags promise is there, and nothing else is.</summary>
internal sealed record AuthenticatorData
{
    private const int FlagsOffset = 32;
    private const int CounterOffset = 33;
    private const int FixedLength = 37;
    private const int AaguidLength = 16;

    /// <summary>The bytes that were signed.</summary>
    public required ReadOnlyMemory<byte> Encoded { get; init; }

    public required AttestedCredential? Credential { get; init; }

    /// <summary>The canonical CBOR map of the authenticator's extensions, walked over but not interpreted.</summary>
    public required ReadOnlyMemory<byte>? Extensions { get; init; }

    public ReadOnlyMemory<byte> RelyingPartyIdHash => Encoded[..FlagsOffset];

    public AuthenticatorFlags Flags => (AuthenticatorFlags)Encoded.Span[FlagsOffset];

    public uint Counter => BinaryPrimitives.ReadUInt32BigEndian(Encoded.Span[CounterOffset..]);

    public bool UserPresent => Flags.HasFlag(AuthenticatorFlags.UserPresent);

    public bool UserVerified => Flags.HasFlag(AuthenticatorFlags.UserVerified);

    public bool BackupEligible => Flags.HasFlag(AuthenticatorFlags.BackupEligible);

    public bool BackedUp => Flags.HasFlag(AuthenticatorFlags.BackedUp);

    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out AuthenticatorData? data) =>
        Untrusted.TryRead(bytes, Read, out data);

    internal static AuthenticatorData Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length < FixedLength)
            throw new FormatException("too short");

        var flags = (AuthenticatorFlags)bytes.Span[FlagsOffset];
        var rest = bytes[FixedLength..];

        var credential = flags.HasFlag(AuthenticatorFlags.AttestedCredential) ? ReadCredential(ref rest) : null;
        var extensions = flags.HasFlag(AuthenticatorFlags.Extensions) ? ReadExtensions(ref rest) : (ReadOnlyMemory<byte>?)null;

        return rest.IsEmpty
            ? new() { Encoded = bytes, Credential = credential, Extensions = extensions }
            : throw new FormatException("trailing bytes");
    }

    private static AttestedCredential ReadCredential(ref ReadOnlyMemory<byte> rest)
    {
        var aaguid = new Guid(Take(ref rest, AaguidLength).Span, bigEndian: true);
        var idLength = BinaryPrimitives.ReadUInt16BigEndian(Take(ref rest, sizeof(ushort)).Span);
        var id = Take(ref rest, idLength);

        var reader = CanonicalCbor.Reader(rest);
        var key = CoseKey.Read(reader, rest);
        rest = rest[^reader.BytesRemaining..];

        return new(aaguid, id, key);
    }

    private static ReadOnlyMemory<byte> ReadExtensions(ref ReadOnlyMemory<byte> rest)
    {
        var reader = CanonicalCbor.Reader(rest);
        if (reader.PeekState() is not CborReaderState.StartMap)
            throw new CborContentException("extensions are a map");

        var extensions = reader.ReadAny(rest);
        rest = rest[^reader.BytesRemaining..];
        return extensions;
    }

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> rest, int length)
    {
        if (rest.Length < length)
            throw new FormatException("too short");

        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}
