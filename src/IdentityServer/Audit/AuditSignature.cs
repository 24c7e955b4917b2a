using System.Security.Cryptography;
using IdentityServer.Data;
using IdentityServer.Data.Protection;

namespace IdentityServer.Audit;

internal sealed class AuditSignature(MasterKey master)
{
    /// <summary>Half of the hash: nobody without the key does better than guessing 128 bits, and seals keep one per row.</summary>
    public const int Length = 16;

    private readonly KeyedHash hash = master.Hash("audit rows");

    public byte[] Of(ReadOnlySpan<Value> fields) => RowMac.Compute(hash, fields)[..Length];

    public bool Holds(AuditEvent row) =>
        CryptographicOperations.FixedTimeEquals(row.Mac, Of(AuditStatements.FieldsOf(row)));
}
