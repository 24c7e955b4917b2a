using IdentityServer.Data.Protection;
using IdentityServer.OpenId.Keys;
using IdentityServer.Protocol.Jose;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using IdentityServer.Tests.Audit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IdentityServer.Tests.OpenId.Keys;

/// <summary>The keys as one of several servers sees them.</summary>
internal sealed class Instance
{
    private static readonly MasterKey Master = new(() => [.. Enumerable.Repeat((byte)7, RootKey.Length)]);

    public static readonly JwsExpectation Expected = new() { Algorithms = KeyRotation.Algorithms, Types = ["at+jwt"] };

    public Instance(TestDatabase database, ManualClock clock, KeyDrawer drawer)
    {
        var vault = new SigningKeyVault(Master, drawer.Draw);
        Tables = new(database.HotTables);
        Store = new(Tables, vault, new AuditBench(database, Tables, clock).Trail, NullLogger<SigningKeyStore>.Instance);
        Rotation = new(Store, vault, Options.Create(new SigningKeyOptions()), clock, NullLogger<KeyRotation>.Instance);
        Keys = new(new(Rotation, vault, clock), clock);
        Job = new(Rotation);
    }

    public FailingTables Tables { get; }

    public SigningKeyStore Store { get; }

    public KeyRotation Rotation { get; }

    public SigningKeys Keys { get; }

    public SigningKeyJob Job { get; }

    public async Task<string> KidAsync(SignatureAlgorithm algorithm) => (await Keys.CurrentAsync(algorithm, default)).Kid;

    public async Task<CompactJws> SignAsync(SignatureAlgorithm algorithm)
    {
        var key = await Keys.CurrentAsync(algorithm, default);
        Assert.That(CompactJws.TryParse(key.For("at+jwt").Sign("{}"u8), out var token), Is.True);
        return token!;
    }

    /// <summary>What an app sees that has just fetched the key set.</summary>
    public async Task<JsonWebKeySet> FetchAsync()
    {
        var published = await Keys.PublishedAsync(default);
        Assert.That(JsonWebKeySet.TryParse(published.Json, out var set), Is.True);
        return set!;
    }

    public static JwsRefusal? Refusal(CompactJws token, JsonWebKeySet published) =>
        token.FirstViolation(Expected, VerificationKeySet.Import(published));
}
