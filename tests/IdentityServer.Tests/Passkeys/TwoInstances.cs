using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;

namespace IdentityServer.Tests.Passkeys;

/// <summary>One database and two servers on it, which know nothing of each other but what is written there.</summary>
internal sealed class TwoInstances : IAsyncDisposable
{
    private readonly TestDatabase database;

    private TwoInstances(TestDatabase database)
    {
        this.database = database;
        (One, Other) = (NewHost(), NewHost());
    }

    public TestHost One { get; }

    public TestHost Other { get; }

    public static async Task<TwoInstances> StartAsync()
    {
        EveryDatabase.SkipUnlessThere(DatabaseKind.PostgreSql);
        return new(await TestDatabase.CreateAsync(DatabaseKind.PostgreSql));
    }

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        await Other.DisposeAsync();
        await database.DisposeAsync();
    }

    private TestHost NewHost()
    {
        var host = new TestHost { Settings = { ["IdentityServer:MasterKey:Value"] = Convert.ToBase64String(new byte[32]) } };
        foreach (var (key, value) in database.Settings)
            host.Settings[key] = value;
        return host;
    }
}
