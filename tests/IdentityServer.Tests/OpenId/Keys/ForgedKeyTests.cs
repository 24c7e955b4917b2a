using IdentityServer.OpenId.Keys;
using IdentityServer.Protocol.Jose;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace IdentityServer.Tests.OpenId.Keys;

/// <summary>An attacker who can write to the database, but has not got the master key.</summary>
internal sealed class ForgedKeyTests
{
    private static readonly SignatureAlgorithm ES256 = SignatureAlgorithm.ES256;

    private static readonly Action<UpdateSettersBuilder<StoredSigningKey>>[] Changes =
    [
        set => set.SetProperty(key => key.PublicJwk, AttackersKey().PublicJwk),
        set => set.SetProperty(key => key.RevokedAt, (DateTimeOffset?)null),
        set => set.SetProperty(key => key.SignsFrom, DateTimeOffset.UnixEpoch),
        set => set.SetProperty(key => key.CreatedAt, DateTimeOffset.UnixEpoch),
        set => set.SetProperty(key => key.Generation, 99),
        set => set.SetProperty(key => key.Mac, new byte[32]),
        set => set.SetProperty(key => key.Mac, Array.Empty<byte>()),
        set => set.SetProperty(key => key.PrivateKey, new byte[100]),
    ];

    private readonly ManualClock clock = new();

    private TestDatabase database = null!;
    private Instance instance = null!;

    [SetUp]
    public async Task CreateDatabase()
    {
        database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        instance = new(database, clock, new());
    }

    [TearDown]
    public async Task RemoveDatabase() => await database.DisposeAsync();

    [Test]
    public async Task A_planted_key_is_neither_published_nor_used()
    {
        var planted = AttackersKey();
        await using var context = database.NewContext();
        context.Add(planted);
        await context.SaveChangesAsync();

        Assert.That((await instance.FetchAsync()).Keys.Select(key => key.Kid), Has.Exactly(3).Items.And.None.EqualTo(planted.Kid));
        Assert.That(await instance.KidAsync(ES256), Is.Not.EqualTo(planted.Kid));
    }

    [TestCaseSource(nameof(Changes))]
    public async Task A_changed_key_is_replaced_by_a_new_one(object change)
    {
        var kid = await instance.KidAsync(ES256);
        if (change == (object)Changes[1])
            await instance.Rotation.RotateAsync([], [kid], default);
        await using var context = database.NewContext();
        await context.Set<StoredSigningKey>().Where(key => key.Kid == kid)
            .ExecuteUpdateAsync((Action<UpdateSettersBuilder<StoredSigningKey>>)change);

        clock.Advance(SigningKeys.Convergence);

        Assert.That(await instance.KidAsync(ES256), Is.Not.EqualTo(kid));
        Assert.That((await instance.FetchAsync()).Keys.Select(key => key.Kid), Has.Exactly(3).Items.And.None.EqualTo(kid));
    }

    [Test]
    public async Task A_private_key_cannot_be_moved_to_another_row()
    {
        var (mine, other) = (await instance.KidAsync(ES256), await instance.KidAsync(SignatureAlgorithm.RS256));
        await using var context = database.NewContext();
        var foreign = (await context.Set<StoredSigningKey>().AsNoTracking().SingleAsync(key => key.Kid == other)).PrivateKey;
        await context.Set<StoredSigningKey>().Where(key => key.Kid == mine)
            .ExecuteUpdateAsync(set => set.SetProperty(key => key.PrivateKey, foreign));

        clock.Advance(SigningKeys.Convergence);

        Assert.That(await instance.KidAsync(ES256), Is.Not.EqualTo(mine));
    }

    private static StoredSigningKey AttackersKey()
    {
        var root = new byte[32];
        using var key = SigningKey.Create(ES256);
        return new SigningKeyVault(new(() => root), SigningKey.Create).Store(key, generation: 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
    }
}
