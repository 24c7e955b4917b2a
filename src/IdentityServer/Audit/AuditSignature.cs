using System.Security.Cryptography;
using IdentityServer.Data;
using IdentityServer.Data.Protection;

namespace IdentityServer.Audit;

internal sealed class AuditSignature(MasterKey master)
{
    /// <summary>Half of the hash: nobody without the key does better than guessing 128 bits, and seals keep one per row.</summary>
    public const int Length = 16;

    private readonly Lazy<byte[]> key = new(() => master.Derive("audit rows"), LazyThreadSafetyMode.PublicationOnly);

    public byte[] Of(ReadOnlySpan<Value> fields) => RowMac.Compute(key.Value, fields)[..Length];

    public bool Holds(AuditEvent row) =>
        CryptographicOperations.FixedTimeEquals(row.Mac, Of(AuditStatements.FieldsOf(row)));
}
