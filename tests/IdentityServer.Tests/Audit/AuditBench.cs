using System.Net;
using IdentityServer.Audit;
using IdentityServer.Audit.Events;
using IdentityServer.Audit.Reading;
using IdentityServer.Audit.Sealing;
using IdentityServer.Audit.Verification;
using IdentityServer.Data;
using IdentityServer.Data.Protection;
using IdentityServer.Shared.Edge;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IdentityServer.Tests.Audit;

/// <summary>One instance's audit room over a test database, with the clock in the test's hand.</summary>
internal sealed class AuditBench
{
    public static readonly MasterKey Master = new(() => [.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    private readonly TestDatabase database;

    public AuditBench(TestDatabase database, IHotTables? tables = null, ManualClock? clock = null, Dictionary<string, string?>? settings = null)
    {
        this.database = database;
        Clock = clock ?? new();
        tables ??= database.HotTables;

        var contexts = new ContextFactory(database);
        var origin = new AuditOrigin(Accessor, Options.Create(new EdgeOptions { CountryHeader = "X-Country" }));
        var policy = new PolicyVersion(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), Master);
        var seals = new SealSignature(Master);
        var windows = new SealWindows(Options.Create(Settings), Clock);

        References = new(Master);
        Signature = new(Master);
        Trail = new(new(origin, References, Signature, policy, Clock), References, tables);
        Reader = new(contexts, References);
        Store = new(tables);
        Sealer = new(Store, new(Store, windows), windows, seals, Trail);
        Retention = new(Store, seals, windows, Trail, NullLogger<RetentionJob>.Instance);
        Verification = new(contexts, Store, seals, Signature, windows);
    }

    public AuditOptions Settings { get; } = new();

    public ManualClock Clock { get; }

    public HttpContextAccessor Accessor { get; } = new();

    public AuditReferences References { get; }

    public AuditSignature Signature { get; }

    public AuditTrail Trail { get; }

    public AuditReader Reader { get; }

    public SealStore Store { get; }

    public Sealer Sealer { get; }

    public RetentionJob Retention { get; }

    public AuditVerification Verification { get; }

    public static async Task ClearAsync(TestDatabase database)
    {
        foreach (var table in new[] { "AuditEvents", "AuditSeals", "AuditHeads", "AuditSubjects", "AuditShipments" })
            await ExecuteAsync(database, $"DELETE FROM \"{table}\"");
    }

    /// <summary>What somebody does who can write to the database and does not hold the key.</summary>
    public async Task<int> TamperAsync(string sql, params object?[] values)
    {
        await using var context = database.NewContext();
        return await context.Database.ExecuteSqlRawAsync(sql, values!);
    }

    public Task RemoveAsync(AuditEvent row) => TamperAsync("""DELETE FROM "AuditEvents" WHERE "Id" = {0}""", row.Id.ToBytes());

    public async Task<List<AuditEvent>> RowsAsync()
    {
        await using var context = database.NewContext();
        return await context.Set<AuditEvent>().AsNoTracking().OrderBy(row => row.Id).ToListAsync();
    }

    public async Task<List<AuditSeal>> SealsAsync()
    {
        await using var context = database.NewContext();
        return await context.Set<AuditSeal>().AsNoTracking().OrderBy(seal => seal.Number).ToListAsync();
    }

    /// <summary>Events a second apart.</summary>
    public async Task WriteAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Trail.WriteAsync(Entry(), CancellationToken.None);
            Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Writes and seals so many batches of three events.</summary>
    public async Task WriteBatchesAsync(int batches)
    {
        for (var i = 0; i < batches; i++)
        {
            await WriteAsync(3);
            await SealAsync();
        }
    }

    /// <summary>Waits until all is settled, then seals.</summary>
    public async Task<AuditSeal?> SealAsync()
    {
        Clock.Advance(Settings.Settling + TimeSpan.FromSeconds(1));
        AuditSeal? seal;
        do
            seal = await Sealer.SealNextAsync(CancellationToken.None);
        while (seal is { Count: Sealer.BatchSize });
        return seal;
    }

    public Task<AuditReport> VerifyAsync(ExpectedSeal? expected = null) => Verification.RunAsync(expected, CancellationToken.None);

    public async Task<AuditFaultKind[]> FaultsAsync(ExpectedSeal? expected = null) =>
        [.. (await VerifyAsync(expected)).Faults.Select(fault => fault.Kind).Distinct().Order()];

    public static AuditEntry Entry(Guid? account = null) =>
        new(PasskeyEvents.LoginSucceeded, Actor.User(account ?? Guid.NewGuid())) { Session = Guid.NewGuid(), Details = new() { ["uv"] = true } };

    public static DefaultHttpContext Request(string address = "203.0.113.77", string agent = "") => new()
    {
        Connection = { RemoteIpAddress = IPAddress.Parse(address) },
        Request = { Headers = { UserAgent = agent } },
    };

    private static async Task ExecuteAsync(TestDatabase database, string sql)
    {
        await using var context = database.NewContext();
        await context.Database.ExecuteSqlRawAsync(sql);
    }
}
