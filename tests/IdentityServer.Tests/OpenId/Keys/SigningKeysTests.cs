using IdentityServer.Audit;
using IdentityServer.Data;
using IdentityServer.OpenId.Keys;
using IdentityServer.Protocol.Jose;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.OpenId.Keys;

[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class SigningKeysTests(DatabaseKind kind)
{
    private static readonly SignatureAlgorithm ES256 = SignatureAlgorithm.ES256;

    private ManualClock clock = null!;
    private KeyDrawer drawer = null!;
    private TestDatabase database = null!;
    private Instance one = null!;
    private Instance other = null!;

    [SetUp]
    public async Task CreateDatabase()
    {
        EveryDatabase.SkipUnlessThere(kind);
        (clock, drawer) = (new(), new());
        database = await TestDatabase.CreateAsync(kind);
        (one, other) = (new(database, clock, drawer), new(database, clock, drawer));
    }

    [TearDown]
    public async Task RemoveDatabase() => await (database?.DisposeAsync() ?? ValueTask.CompletedTask);

    [Test]
    public async Task Servers_that_start_together_on_an_empty_database_agree_on_one_key_per_algorithm()
    {
        var instances = Enumerable.Range(0, 4).Select(_ => new Instance(database, clock, drawer)).ToList();

        await Task.WhenAll(instances.Select(instance => Task.Run(() => instance.Rotation.PublishDueAsync(default))));

        Assert.That((await one.Store.ListAsync(default)).Select(key => key.Algorithm), Is.EquivalentTo(KeyRotation.Algorithms.Select(algorithm => algorithm.Name)));
        foreach (var algorithm in KeyRotation.Algorithms)
            Assert.That((await Task.WhenAll(instances.Select(instance => instance.KidAsync(algorithm)))).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Servers_that_rotate_at_the_same_moment_make_the_next_key_once()
    {
        await one.KidAsync(ES256);
        clock.Advance(TimeSpan.FromDays(80));

        await Task.WhenAll(one.Job.RunAsync(default), other.Job.RunAsync(default));

        var keys = await one.Store.ListAsync(default);
        Assert.That(keys.GroupBy(key => key.Algorithm).Select(group => group.Count()), Is.All.EqualTo(2));
    }

    [Test, Property("Case", "K11")]
    public async Task Only_public_members_are_published_and_every_key_names_itself()
    {
        var set = await one.FetchAsync();

        Assert.That(set.Keys.Select(key => key.Alg), Is.EquivalentTo(new[] { "ES256", "RS256", "PS256" }));
        Assert.That(set.Keys.Select(key => key.Kid), Is.Unique.And.All.Length.EqualTo(43));
        Assert.That(set.Keys.Select(key => key.Use), Is.All.EqualTo("sig"));
    }

    [Test]
    public async Task No_private_key_is_in_the_database_in_clear()
    {
        var key = await one.Keys.CurrentAsync(ES256, default);
        await using var context = database.NewContext();

        var row = await context.Set<StoredSigningKey>().SingleAsync(row => row.Kid == key.Kid);

        Assert.That(row.PrivateKey.AsSpan().IndexOf(key.ExportPkcs8().AsSpan(20, 40)), Is.EqualTo(-1));
        Assert.That(row.PublicJwk, Does.Not.Contain("\"d\""));
    }

    [Test]
    public async Task A_rotated_key_is_published_everywhere_before_it_signs_and_then_signs_everywhere()
    {
        var (before, token) = (await other.KidAsync(ES256), await other.SignAsync(ES256));

        var made = (await one.Rotation.RotateAsync(["ES256"], [], default)).Single();

        clock.Advance(SigningKeys.Convergence);
        Assert.That((await other.FetchAsync()).Keys.Select(key => key.Kid), Does.Contain(made.Kid));
        Assert.That(await other.KidAsync(ES256), Is.EqualTo(before));
        clock.Set(made.SignsFrom);
        Assert.That(await other.KidAsync(ES256), Is.EqualTo(made.Kid));
        Assert.That(Instance.Refusal(token, await other.FetchAsync()), Is.Null, "what the old key signed still verifies");
    }

    [Test]
    public async Task A_revoked_key_neither_signs_nor_verifies_on_any_server_after_a_minute()
    {
        var token = await other.SignAsync(ES256);

        var made = (await one.Rotation.RotateAsync([], [token.Header.Kid!], default)).Single();

        clock.Advance(SigningKeys.Convergence);
        Assert.That(made.Algorithm, Is.EqualTo("ES256"));
        Assert.That(await other.KidAsync(ES256), Is.EqualTo(made.Kid));
        Assert.That(Instance.Refusal(token, await other.FetchAsync()), Is.EqualTo(JwsRefusal.KeyNotFound));
        Assert.That(token.FirstViolation(Instance.Expected, await other.Keys.VerificationAsync(default)), Is.EqualTo(JwsRefusal.KeyNotFound));
    }

    [Test]
    public async Task Revoking_destroys_the_private_key()
    {
        var kid = await one.KidAsync(ES256);

        await one.Rotation.RotateAsync([], [kid], default);

        Assert.That((await one.Store.ListAsync(default)).Single(key => key.Kid == kid).PrivateKey, Is.Null);
    }

    [Test]
    public async Task Without_the_database_nothing_is_signed_for_longer_than_a_revocation_may_take()
    {
        await one.KidAsync(ES256);
        one.Tables.IsDown = true;

        clock.Advance(SigningKeys.Convergence);

        Assert.That(() => one.KidAsync(ES256), Throws.InstanceOf<DatabaseUnavailableException>());
        one.Tables.IsDown = false;
        Assert.That(await one.KidAsync(ES256), Is.Not.Empty, "and it recovers by itself");
    }

    [Test]
    public async Task A_replaced_private_key_is_destroyed_and_its_tokens_still_verify()
    {
        var token = await one.SignAsync(ES256);
        var made = (await one.Rotation.RotateAsync(["ES256"], [], default)).Single();
        clock.Set(made.SignsFrom + TimeSpan.FromHours(2));

        await one.Job.RunAsync(default);

        var keys = await one.Store.ListAsync(default);
        Assert.That(keys.Single(key => key.Kid == token.Header.Kid).PrivateKey, Is.Null);
        Assert.That(keys.Single(key => key.Kid == made.Kid).PrivateKey, Is.Not.Null);
        Assert.That(Instance.Refusal(token, await one.FetchAsync()), Is.Null);
    }

    [Test]
    public async Task Our_own_old_token_is_recognised_after_its_key_is_published_no_more()
    {
        var token = await one.SignAsync(ES256);
        await one.Rotation.RotateAsync(["ES256"], [], default);
        clock.Advance(TimeSpan.FromDays(30));

        Assert.That(Instance.Refusal(token, await one.FetchAsync()), Is.EqualTo(JwsRefusal.KeyNotFound));
        Assert.That(token.FirstViolation(Instance.Expected, await one.Keys.VerificationAsync(default)), Is.Null);
    }

    [Test]
    public async Task A_key_is_imported_once_however_often_the_rows_are_read()
    {
        var key = await one.Keys.CurrentAsync(ES256, default);
        clock.Advance(SigningKeys.Convergence * 2);

        Assert.That(await one.Keys.CurrentAsync(ES256, default), Is.SameAs(key));
    }

    [Test]
    public async Task What_happens_to_keys_is_in_the_audit()
    {
        var kid = await one.KidAsync(ES256);
        await one.Rotation.RotateAsync(["RS256"], [kid], default);
        await using var context = database.NewContext();

        var events = await context.Set<AuditEvent>().GroupBy(row => row.Type).Select(group => new { Type = group.Key, Count = group.Count() }).ToListAsync();

        Assert.That(events.ToDictionary(row => row.Type, row => row.Count), Is.EquivalentTo(new Dictionary<string, int>
        {
            ["admin.key.created"] = 3,
            ["admin.key.rotated"] = 2,
            ["admin.key.retired"] = 1,
        }));
    }

    [Test]
    public async Task Of_several_who_revoke_and_rotate_at_once_nobody_overwrites_another()
    {
        var kid = await one.KidAsync(ES256);

        await Task.WhenAll(
            one.Rotation.RotateAsync([], [kid], default),
            other.Rotation.RotateAsync([], [kid], default),
            other.Rotation.RotateAsync(["ES256"], [], default),
            one.Rotation.RotateAsync(["ES256"], [], default));

        var keys = (await one.Store.ListAsync(default)).Where(key => key.Algorithm == "ES256").ToList();
        Assert.That(keys.Count(key => key.RevokedAt is not null), Is.EqualTo(1));
        Assert.That(keys.Select(key => key.Generation), Is.EquivalentTo(Enumerable.Range(1, keys.Count)));
    }
}
