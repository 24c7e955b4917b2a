using System.Security.Cryptography;
using IdentityServer.Data.Protection;

namespace IdentityServer.Audit.Sealing;

/// <summary>Hashes that bind each batch to the one before, and MACs that only this server can make.</summary>
internal sealed class SealSignature(MasterKey master)
{
    /// <summary>What the first batch names as the hash before it.</summary>
    public static readonly byte[] Beginning = new byte[SHA256.HashSizeInBytes];

    private readonly KeyedHash keyed = master.Hash("audit seals");

    public void Sign(AuditSeal seal, byte[] previousHash)
    {
        var hash = Hash(seal, previousHash);
        seal.Sign(hash, Mac(seal.Number, hash));
    }

    /// <summary>The previous hash is the key: with a public key HMAC is a hash over both.</summary>
    public static byte[] Hash(AuditSeal seal, byte[] previousHash) => RowMac.Compute(
        previousHash, seal.Number, seal.Through.ToBytes(), seal.Count, seal.EntriesHash, seal.Late, seal.ClosedThrough, seal.AfterFault, seal.SealedAt);

    public AuditHead Head(AuditSeal seal) =>
        new() { Number = seal.Number, Hash = seal.Hash, Mac = HeadMac(seal.Number, seal.Hash) };

    public byte[] PrunedMac(AuditSeal seal, DateTimeOffset at) => RowMac.Compute(keyed, "pruned", seal.Number, seal.Hash, at);

    public bool IsOurs(AuditSeal seal) => Equal(seal.Mac, Mac(seal.Number, seal.Hash));

    public bool IsOurs(AuditHead head) => Equal(head.Mac, HeadMac(head.Number, head.Hash));

    public bool IsPruned(AuditSeal seal) => seal is { PrunedAt: { } at, PrunedMac: { } mac } && Equal(mac, PrunedMac(seal, at));

    private byte[] Mac(long number, byte[] hash) => RowMac.Compute(keyed, "seal", number, hash);

    private byte[] HeadMac(long number, byte[] hash) => RowMac.Compute(keyed, "head", number, hash);

    private static bool Equal(byte[] one, byte[] other) => CryptographicOperations.FixedTimeEquals(one, other);
}
