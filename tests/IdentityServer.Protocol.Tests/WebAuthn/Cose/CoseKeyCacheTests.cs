using System.Collections.Concurrent;
using IdentityServer.Protocol.WebAuthn.Cose;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Protocol.Tests.WebAuthn.Cose;

internal sealed class CoseKeyCacheTests
{
    private static readonly byte[] Data = [1, 2, 3];

    [Test]
    public void A_key_is_imported_once_and_used_often()
    {
        var workshop = new Workshop();
        using var cache = new CoseKeyCache(workshop.Algorithms);

        for (var use = 0; use < 5; use++)
            Assert.That(cache.TryVerify(Workshop.Key(1), Data, Data, out _), Is.True);

        Assert.That(workshop.Imported, Has.Count.EqualTo(1));
    }

    [Test]
    public void The_key_that_was_unused_for_longest_leaves_and_is_disposed()
    {
        var workshop = new Workshop();
        using var cache = new CoseKeyCache(workshop.Algorithms, capacity: 2);

        foreach (var number in new byte[] { 1, 2, 1, 3 })
            cache.TryVerify(Workshop.Key(number), Data, Data, out _);

        Assert.That(cache.Count, Is.EqualTo(2));
        Assert.That(workshop.Imported.Single(key => key.IsDisposed).Number, Is.EqualTo(2));
    }

    [Test]
    public void A_key_in_use_is_neither_shared_nor_disposed()
    {
        var workshop = new Workshop();
        using var cache = new CoseKeyCache(workshop.Algorithms, capacity: 1);
        workshop.WhileVerifying = () =>
        {
            workshop.WhileVerifying = null;
            cache.TryVerify(Workshop.Key(1), Data, Data, out _);
            cache.TryVerify(Workshop.Key(2), Data, Data, out _);
            Assert.That(workshop.Imported.First().IsDisposed, Is.False);
        };

        cache.TryVerify(Workshop.Key(1), Data, Data, out _);

        Assert.That(workshop.Imported.Select(key => key.Number), Is.EqualTo(new[] { 1, 1, 2 }));
        Assert.That(cache.Count, Is.EqualTo(1));
        Assert.That(workshop.Imported.Count(key => !key.IsDisposed), Is.EqualTo(1));
    }

    [Test]
    public void A_key_that_was_imported_twice_is_kept_once()
    {
        var workshop = new Workshop();
        using var cache = new CoseKeyCache(workshop.Algorithms);
        workshop.WhileVerifying = () =>
        {
            workshop.WhileVerifying = null;
            cache.TryVerify(Workshop.Key(1), Data, Data, out _);
        };

        cache.TryVerify(Workshop.Key(1), Data, Data, out _);

        Assert.That(workshop.Imported, Has.Count.EqualTo(2));
        Assert.That(workshop.Imported.Count(key => !key.IsDisposed), Is.EqualTo(1));
        Assert.That(cache.Count, Is.EqualTo(1));
    }

    [Test]
    public void A_key_that_cannot_be_used_is_not_kept()
    {
        using var cache = new CoseKeyCache(CoseAlgorithms.Standard);

        Assert.That(cache.TryVerify(new byte[] { 0xa0 }, Data, Data, out var valid), Is.False);

        Assert.That(valid, Is.False);
        Assert.That(cache.Count, Is.Zero);
    }

    [Test]
    public void Nothing_survives_the_cache()
    {
        var workshop = new Workshop();
        var cache = new CoseKeyCache(workshop.Algorithms);
        cache.TryVerify(Workshop.Key(1), Data, Data, out _);
        cache.TryVerify(Workshop.Key(2), Data, Data, out _);

        cache.Dispose();

        Assert.That(workshop.Imported.Select(key => key.IsDisposed), Is.All.True);
        Assert.That(cache.Count, Is.Zero);
    }

    [Test]
    public void Many_threads_get_the_right_answer_each_time()
    {
        using var cache = new CoseKeyCache(CoseAlgorithms.Standard, capacity: 3);
        var keys = new[] { -7, -7, -257, -8, -35 }.Select(SoftKey.Create).ToArray();
        var signed = keys.Select(key => (key.Cose, Signature: key.Sign(Data))).ToArray();
        var wrong = new ConcurrentBag<int>();

        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 4 }, round =>
        {
            var (cose, signature) = signed[round % signed.Length];
            var expected = round % 3 != 0;

            if (!cache.TryVerify(cose, expected ? Data : [9], signature, out var valid) || valid != expected)
                wrong.Add(round);
        });

        Assert.That(wrong, Is.Empty);
        Assert.That(cache.Count, Is.LessThanOrEqualTo(3));
        foreach (var key in keys)
            key.Dispose();
    }

    /// <summary>Makes keys that remember what happened to them.</summary>
    private sealed class Workshop
    {
        public Workshop() => Algorithms = new([new(0, "test", _ => true, Import)]);

        public CoseAlgorithms Algorithms { get; }

        public ConcurrentQueue<TestKey> Imported { get; } = [];

        public Action? WhileVerifying { get; set; }

        public static byte[] Key(byte number) => CoseMap.Write((1, 1), (3, 0), (-1, 6), (-2, new[] { number }));

        private TestKey Import(CoseKey key)
        {
            var imported = new TestKey(((CoseKey.OctetKeyPair)key).X[0], this);
            Imported.Enqueue(imported);
            return imported;
        }
    }

    private sealed class TestKey(int number, Workshop workshop) : CosePublicKey
    {
        public int Number => number;

        public bool IsDisposed { get; private set; }

        public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
        {
            ObjectDisposedException.ThrowIf(IsDisposed, this);
            workshop.WhileVerifying?.Invoke();
            return true;
        }

        public override void Dispose() => IsDisposed = true;
    }
}
