namespace IdentityServer.OpenId;

/// <summary>
/// For what this server alone reads again, within minutes: one value after the other, as short as it gets. What may be
/// absent says so first. A byte in front tells the way it was written.
/// </summary>
internal static class BriefBytes
{
    public static byte[] Write(byte format, Action<BinaryWriter> write)
    {
        using var content = new MemoryStream(1024);
        using var bytes = new BinaryWriter(content);
        bytes.Write(format);
        write(bytes);
        return content.ToArray();
    }

    /// <summary>Nothing where it was written by a server of another version.</summary>
    public static T? Read<T>(byte format, byte[] content, Func<BinaryReader, T> read) where T : class
    {
        using var bytes = new BinaryReader(new MemoryStream(content));
        return bytes.ReadByte() == format ? read(bytes) : null;
    }

    extension(BinaryWriter bytes)
    {
        public void WriteGuid(Guid value)
        {
            Span<byte> written = stackalloc byte[16];
            value.TryWriteBytes(written);
            bytes.Write(written);
        }

        public void WriteGuidOrNull(Guid? value)
        {
            bytes.Write(value is not null);
            if (value is { } known)
                bytes.WriteGuid(known);
        }

        public void WriteStringOrNull(string? value)
        {
            bytes.Write(value is not null);
            if (value is not null)
                bytes.Write(value);
        }

        public void WriteBytesOrNull(byte[]? value)
        {
            bytes.Write7BitEncodedInt(value?.Length ?? 0);
            bytes.Write(value ?? []);
        }

        public void WriteStrings(IReadOnlyList<string> values)
        {
            bytes.Write7BitEncodedInt(values.Count);
            foreach (var value in values)
                bytes.Write(value);
        }

        public void WriteInstant(DateTimeOffset value) => bytes.Write(value.UtcTicks);
    }

    extension(BinaryReader bytes)
    {
        public Guid ReadGuid() => new(bytes.ReadBytes(16));

        public Guid? ReadGuidOrNull() => bytes.ReadBoolean() ? bytes.ReadGuid() : null;

        public string? ReadStringOrNull() => bytes.ReadBoolean() ? bytes.ReadString() : null;

        public byte[]? ReadBytesOrNull() => bytes.ReadBytes(bytes.Read7BitEncodedInt()) is { Length: > 0 } value ? value : null;

        public IReadOnlyList<string> ReadStrings()
        {
            var values = new string[bytes.Read7BitEncodedInt()];
            for (var index = 0; index < values.Length; index++)
                values[index] = bytes.ReadString();

            return values;
        }

        public DateTimeOffset ReadInstant() => new(bytes.ReadInt64(), TimeSpan.Zero);
    }
}
