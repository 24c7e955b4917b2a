using IdentityServer.OpenId.Keys;
using IdentityServer.Protocol.Jose;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;

namespace IdentityServer.Tests.OpenId.Keys;

/// <summary>Four hundred days on two servers, a day and an hour at a time.</summary>
internal sealed class KeyRotationWalkTests
{
    private static readonly TimeSpan Step = TimeSpan.FromHours(25);
    private static readonly TimeSpan Notice = new SigningKeyOptions().PublishBefore;
    private static readonly TimeSpan TokenLife = new SigningKeyOptions().KeepAfter - TimeSpan.FromMinutes(1);

    private readonly ManualClock clock = new();
    private readonly KeyDrawer drawer = new();
    private readonly Dictionary<string, DateTimeOffset> published = [];
    private readonly Dictionary<SignatureAlgorithm, HashSet<string>> used = KeyRotation.Algorithms.ToDictionary(algorithm => algorithm, _ => new HashSet<string>());
    private readonly List<(CompactJws Token, DateTimeOffset Expires)> tokens = [];

    [Test, Category("Slow"), Property("Case", "K11")]
    public async Task No_unpublished_key_ever_signs_and_every_token_verifies_as_long_as_it_lives()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var start = clock.GetUtcNow();
        Instance[] instances = [new(database, clock, drawer), new(database, clock, drawer)];

        while (clock.GetUtcNow() < start.AddDays(400))
        {
            await instances[0].Job.RunAsync(default);
            foreach (var instance in instances)
                await LookAtAsync(instance);
            foreach (var instance in instances)
                await SignAsync(instance, start);

            clock.Advance(Step);
            if ((clock.GetUtcNow() - start).Days % 10 == 0)
                instances[1] = new(database, clock, drawer); // a restart
        }

        Assert.That(used.Values.Select(kids => kids.Count), Is.All.EqualTo(5));
    }

    private async Task LookAtAsync(Instance instance)
    {
        var now = clock.GetUtcNow();
        var set = await instance.FetchAsync();
        foreach (var key in set.Keys)
            published.TryAdd(key.Kid!, now);

        tokens.RemoveAll(token => token.Expires <= now);
        var verification = VerificationKeySet.Import(set);
        foreach (var (token, _) in tokens)
            Assert.That(token.FirstViolation(Instance.Expected, verification), Is.Null, $"{token.Header.Kid} at {now:u}");
    }

    private async Task SignAsync(Instance instance, DateTimeOffset start)
    {
        var now = clock.GetUtcNow();
        foreach (var algorithm in KeyRotation.Algorithms)
        {
            var token = await instance.SignAsync(algorithm);
            tokens.Add((token, now + TokenLife));
            used[algorithm].Add(token.Header.Kid!);

            Assert.That(published.TryGetValue(token.Header.Kid!, out var since), Is.True, "it was published");
            if (since != start)
                Assert.That(now - since, Is.GreaterThanOrEqualTo(Notice - Step), "and apps had the time to see it");
        }
    }
}
