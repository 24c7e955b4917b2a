namespace IdentityServer.Audit.Sealing;

/// <summary>All that sealing needs to know of a row: the MAC stands for the rest.</summary>
internal readonly record struct SealedRow(EventId Id, byte[] Mac)
{
    private const int Length = EventId.Length + AuditSignature.Length;

    public static byte[] WriteMacs(IEnumerable<SealedRow> rows) => [.. rows.SelectMany(row => row.Mac)];

    public static IEnumerable<byte[]> ReadMacs(byte[]? entries) => (entries ?? []).Chunk(AuditSignature.Length);

    public static byte[]? Write(IReadOnlyList<SealedRow> rows) =>
        rows is [] ? null : [.. rows.SelectMany(row => row.Id.ToBytes().Concat(row.Mac))];

    public static IEnumerable<SealedRow> Read(byte[]? rows) =>
        (rows ?? []).Chunk(Length).Select(row => new SealedRow(new(row.AsSpan(0, EventId.Length)), row[EventId.Length..]));
}
