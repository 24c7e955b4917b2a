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
    public void The_root_key_is_made_once_and_is_random()
    {
        var root = Load(first);

        Assert.That(root, Has.Length.EqualTo(RootKey.Length).And.Some.Not.Zero);
        Assert.That(Load(first), Is.EqualTo(root));
    }

    [Test]
    public void Instances_that_start_together_on_an_empty_database_agree_on_one_root_key()
    {
        var roots = Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(8).Select(_ => Convert.ToHexString(Load(first))).ToList();

        Assert.That(roots.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Another_master_key_stops_the_start_with_a_sentence_that_names_both_keys()
    {
        Load(first);

        var fault = Assert.Throws<OptionsValidationException>(() => Load(second));

        Assert.That(fault.Message, Does.StartWith("IdentityServer:MasterKey is not the key of this database"));
        Assert.That(fault.Message, Does.Contain(first.Id).And.Contain(second.Id));
    }

    [Test]
    public void A_replaced_master_key_opens_the_same_root_and_the_former_one_can_then_be_forgotten()
    {
        var root = Load(first);

        Assert.That(Load(second, first), Is.EqualTo(root), "while the former key is still named");
        Assert.That(Load(second), Is.EqualTo(root), "once it is no longer named");
        Assert.That(() => Load(first), Throws.InstanceOf<OptionsValidationException>(), "with the former key alone");
    }

    [Test]
    public void A_master_key_that_is_only_announced_changes_nothing()
    {
        var root = Load(first);

        Load(first, second);

        Assert.That(Load(first), Is.EqualTo(root));
    }

    [Test]
    public void A_secret_can_be_replaced_by_a_certificate()
    {
        using var key = RSA.Create(2048);
        var certificate = new CertificateKeyWrap(key);
        var root = Load(first);

        Load(certificate, first);

        Assert.That(Load(certificate), Is.EqualTo(root));
    }

    [Test]
    public void A_root_key_that_was_changed_in_the_database_stops_the_start()
    {
        Load(first);
        using var context = database.NewContext();
        var wrapped = context.Set<RootKey>().AsNoTracking().Single().Wrapped;
        wrapped[^1] ^= 1;
        context.Set<RootKey>().ExecuteUpdate(set => set.SetProperty(row => row.Wrapped, wrapped));

        Assert.That(() => Load(first), Throws.InstanceOf<OptionsValidationException>().With.Message.Contains("was changed"));
    }

    private byte[] Load(params IKeyWrap[] wraps) =>
        new RootKeyStore(new ContextFactory(database), new(wraps), new ManualClock(), NullLogger<RootKeyStore>.Instance).Load();

    private static SecretKeyWrap NewKey() => new(RandomNumberGenerator.GetBytes(SecretKeyWrap.KeyLength));
}
