using IdentityServer.Protocol.WebAuthn.Reading;

namespace IdentityServer.Protocol.WebAuthn.Cose;

/// <summary>
/// Keeps the most recently used keys imported, because importing costs more than verifying. A key is taken out while it
/// is in use and put back afterwards: so it is never shared between threads, and never disposed under somebody's hands.
/// Two uses of one key at the same moment simply import it twice.
/// </summary>
/// <remarks>Keys are found by their own bytes: whatever is stored for a credential is what verifies it.</remarks>
internal sealed class CoseKeyCache(CoseAlgorithms algorithms, int capacity = CoseKeyCache.DefaultCapacity) : IDisposable
{
    private const int DefaultCapacity = 4096;

    private readonly Lock _gate = new();
    private readonly Dictionary<ReadOnlyMemory<byte>, LinkedListNode<Entry>> _idle = new(ByteContent.Comparer);
    private readonly LinkedList<Entry> _oldestFirst = [];

    private sealed record Entry(ReadOnlyMemory<byte> Encoded, CosePublicKey Key);

    public int Count
    {
        get
        {
            lock (_gate)
                return _idle.Count;
        }
    }

    /// <summary>False when the stored key cannot be used at all; otherwise <paramref name="valid"/> says what it thinks of the signature.</summary>
    public bool TryVerify(ReadOnlyMemory<byte> encodedKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, out bool valid)
    {
        valid = false;
        var node = Take(encodedKey) ?? Import(encodedKey);
        if (node is null)
            return false;

        try
        {
            valid = node.Value.Key.Verify(data, signature);
            return true;
        }
        finally
        {
            PutBack(node)?.Dispose();
        }
    }

    private LinkedListNode<Entry>? Take(ReadOnlyMemory<byte> encodedKey)
    {
        lock (_gate)
        {
            if (_idle.Remove(encodedKey, out var node))
                _oldestFirst.Remove(node);
            return node;
        }
    }

    private LinkedListNode<Entry>? Import(ReadOnlyMemory<byte> encodedKey) =>
        algorithms.TryImport(encodedKey, out var key) ? new(new(encodedKey.ToArray(), key)) : null;

    /// <summary>Returns the key for which there is no room any more.</summary>
    private CosePublicKey? PutBack(LinkedListNode<Entry> node)
    {
        lock (_gate)
        {
            if (!_idle.TryAdd(node.Value.Encoded, node))
                return node.Value.Key;

            _oldestFirst.AddLast(node);
            if (_idle.Count <= capacity)
                return null;

            var oldest = _oldestFirst.First!.Value;
            _oldestFirst.RemoveFirst();
            _idle.Remove(oldest.Encoded);
            return oldest.Key;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var entry in _oldestFirst)
                entry.Key.Dispose();

            _oldestFirst.Clear();
            _idle.Clear();
        }
    }
}
