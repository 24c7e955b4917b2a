using System.Security.Cryptography;
using IdentityServer.Data.Protection;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IdentityServer.Tests.Data.Protection;

[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class RootKeyStoreTests(DatabaseKind kind)
{
    private readonly SecretKeyWrap first = NewKey();
    private readonly SecretKeyWrap second = NewKey();

    private TestDatabase database = null!;

    [SetUp]
    public async Task CreateDatabase()
    {
        EveryDatabase.SkipUnlessThere(kind);
        database = await TestDatabase.CreateAsync(kind);
    }

    [TearDown]
    public async Task RemoveDatabase() => await (database?.DisposeAsync() ?? ValueTask.CompletedTask);

    [Test]
    public async Task The_root_key_is_made_once_and_is_random()
    {
        var root = await LoadAsync(first);

        Assert.That(root, Has.Length.EqualTo(RootKey.Length).And.Some.Not.Zero);
        Assert.That(await LoadAsync(first), Is.EqualTo(root));
    }

    [Test]
    public async Task Instances_that_start_together_on_an_empty_database_agree_on_one_root_key()
    {
        var roots = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => LoadAsync(first))));

        Assert.That(roots.Select(Convert.ToHexString).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Another_master_key_stops_the_start_with_a_sentence_that_names_both_keys()
    {
        await LoadAsync(first);

        var fault = Assert.ThrowsAsync<OptionsValidationException>(() => LoadAsync(second));

        Assert.That(fault.Message, Does.StartWith("IdentityServer:MasterKey is not the key of this database"));
        Assert.That(fault.Message, Does.Contain(first.Id).And.Contain(second.Id));
    }

    [Test]
    public async Task A_replaced_master_key_opens_the_same_root_and_the_former_one_can_then_be_forgotten()
    {
        var root = await LoadAsync(first);

        Assert.That(await LoadAsync(second, first), Is.EqualTo(root), "while the former key is still named");
        Assert.That(await LoadAsync(second), Is.EqualTo(root), "once it is no longer named");
        Assert.That(() => LoadAsync(first), Throws.InstanceOf<OptionsValidationException>(), "with the former key alone");
    }

    [Test]
    public async Task A_master_key_that_is_only_announced_changes_nothing()
    {
        var root = await LoadAsync(first);

        await LoadAsync(first, second);

        Assert.That(await LoadAsync(first), Is.EqualTo(root));
    }

    [Test]
    public async Task Instances_that_replace_the_master_key_together_all_keep_the_root()
    {
        var root = await LoadAsync(first);

        var roots = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => LoadAsync(second, first))));

        Assert.That(roots, Is.All.EqualTo(root));
        Assert.That(await LoadAsync(second), Is.EqualTo(root));
    }

    [Test]
    public async Task A_secret_can_be_replaced_by_a_certificate()
    {
        using var key = RSA.Create(2048);
        var certificate = new CertificateKeyWrap(key);
        var root = await LoadAsync(first);

        await LoadAsync(certificate, first);

        Assert.That(await LoadAsync(certificate), Is.EqualTo(root));
    }

    [Test]
    public async Task A_root_key_that_was_changed_in_the_database_stops_the_start()
    {
        await LoadAsync(first);
        await using var context = database.NewContext();
        var wrapped = (await context.Set<RootKey>().AsNoTracking().SingleAsync()).Wrapped;
        wrapped[^1] ^= 1;
        await context.Set<RootKey>().ExecuteUpdateAsync(set => set.SetProperty(row => row.Wrapped, wrapped));

        Assert.That(() => LoadAsync(first), Throws.InstanceOf<OptionsValidationException>().With.Message.Contains("was changed"));
    }

    private Task<byte[]> LoadAsync(params IKeyWrap[] wraps) =>
        new RootKeyStore(database.HotTables, new(wraps), new ManualClock(), NullLogger<RootKeyStore>.Instance).LoadAsync(default);

    private static SecretKeyWrap NewKey() => new(RandomNumberGenerator.GetBytes(SecretKeyWrap.KeyLength));
}
