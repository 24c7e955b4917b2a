using System.Collections.Concurrent;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.TestKit;

/// <summary>
/// One server's supply of signing keys. Every server draws the same keys in the same order, so that they are found once
/// per test run; no key comes twice to one server.
/// </summary>
internal sealed class KeyDrawer
{
    private static readonly ConcurrentDictionary<(SignatureAlgorithm, int Bits, int Number), Lazy<byte[]>> Found = [];

    private readonly ConcurrentDictionary<SignatureAlgorithm, int> drawn = [];

    public SigningKey Draw(SignatureAlgorithm algorithm, int rsaBits)
    {
        var number = drawn.AddOrUpdate(algorithm, 1, (_, before) => before + 1);
        return SigningKey.Import(algorithm, Found.GetOrAdd((algorithm, rsaBits, number), _ => new(() => Find(algorithm, rsaBits))).Value);
    }

    private static byte[] Find(SignatureAlgorithm algorithm, int rsaBits)
    {
        using var key = SigningKey.Create(algorithm, rsaBits);
        return key.ExportPkcs8();
    }
}
