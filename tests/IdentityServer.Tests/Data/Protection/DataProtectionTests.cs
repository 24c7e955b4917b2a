using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using IdentityServer.Data.Protection;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace IdentityServer.Tests.Data.Protection;

internal sealed class DataProtectionTests
{
    private readonly string secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretKeyWrap.KeyLength));

    private TestDatabase database = null!;

    [SetUp]
    public async Task CreateDatabase() => database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);

    [TearDown]
    public async Task RemoveDatabase() => await database.DisposeAsync();

    [Test]
    public async Task What_one_instance_protects_another_reads()
    {
        using var one = await InstanceAsync();
        using var other = await InstanceAsync();

        var text = Protector(one).Protect("signed in");

        Assert.That(Protector(other).Unprotect(text), Is.EqualTo("signed in"));
    }

    [Test]
    public async Task No_part_of_a_key_is_in_the_database_in_clear()
    {
        using var instance = await InstanceAsync();
        Protector(instance).Protect("signed in");

        using var context = database.NewContext();
        var row = context.Set<StoredXml>().Single();

        Assert.That(row.Name, Does.StartWith("key-"));
        Assert.That(Encoding.UTF8.GetString(row.Sealed), Does.Not.Contain("masterKey").And.Not.Contain("Date"));
    }

    [Test]
    public async Task A_key_that_the_server_did_not_store_itself_is_never_used()
    {
        var (key, forged) = AttackersKey();
        using var context = database.NewContext();
        context.Add(new StoredXml
        {
            Id = Guid.NewGuid(),
            CreatedAt = DateTimeOffset.UnixEpoch,
            Name = "key-planted",
            Sealed = Encoding.UTF8.GetBytes(key.ToString()),
        });
        context.SaveChanges();
        using var attacked = await InstanceAsync();

        Assert.That(() => Protector(attacked).Unprotect(forged), Throws.InstanceOf<CryptographicException>());

        attacked.GetRequiredService<DatabaseXmlRepository>().StoreElement(key, "key-stored");
        using var control = await InstanceAsync();
        Assert.That(Protector(control).Unprotect(forged), Is.EqualTo("signed in"), "the same key would have worked");
    }

    [Test]
    public async Task A_damaged_key_is_ignored_and_the_others_still_work()
    {
        using var instance = await InstanceAsync();
        var text = Protector(instance).Protect("signed in");
        using var context = database.NewContext();
        context.Add(new StoredXml { Id = Guid.NewGuid(), CreatedAt = DateTimeOffset.UnixEpoch, Name = "key-damaged", Sealed = new byte[100] });
        context.SaveChanges();

        using var next = await InstanceAsync();

        Assert.That(Protector(next).Unprotect(text), Is.EqualTo("signed in"));
    }

    private async Task<ServiceProvider> InstanceAsync()
    {
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection([KeyValuePair.Create("IdentityServer:MasterKey:Value", (string?)secret)]).Build())
            .AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Production, ContentRootPath = Path.GetTempPath() })
            .AddSingleton(TimeProvider.System) // the framework's key ring has a clock of its own
            .AddSingleton(database.HotTables)
            .AddProtection()
            .BuildServiceProvider();
        await services.GetRequiredService<MasterKeyGate>().PassAsync(default);
        return services;
    }

    private static IDataProtector Protector(ServiceProvider instance) => instance.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    private static (XElement Key, string Forged) AttackersKey()
    {
        using var directory = new TemporaryDirectory();
        var forged = DataProtectionProvider.Create(new DirectoryInfo(directory.Path), setup => setup.SetApplicationName("IdentityServer"))
            .CreateProtector("test").Protect("signed in");
        return (XElement.Load(Directory.GetFiles(directory.Path).Single()), forged);
    }
}
