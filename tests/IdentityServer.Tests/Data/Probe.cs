using IdentityServer.Data;
using IdentityServer.TestKit.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace IdentityServer.Tests.Data;

/// <summary>A table with a column of every kind that a hot table may have.</summary>
internal sealed record Probe
{
    public required byte[] Key { get; init; }
    public required string Name { get; init; }
    public long At { get; init; }
    public long? UsedAt { get; init; }
    public Guid Owner { get; init; }
    public Guid? Parent { get; init; }
    public bool Flag { get; init; }
    public int Count { get; init; }
    public string? Note { get; init; }
    public byte[]? Content { get; init; }
}

internal sealed class ProbeContext(DbContextOptions<ProbeContext> options) : DbContext(options)
{
    public DbSet<Probe> Probes => Set<Probe>();

    public static async Task CreateTableAsync(TestDatabase database)
    {
        await using var context = new ProbeContext(database.Options<ProbeContext>());
        await context.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
    }

    protected override void OnModelCreating(ModelBuilder builder) => builder.Entity<Probe>(probe =>
    {
        probe.HasKey(row => row.Key);
        probe.Property(row => row.Key).HasMaxLength(32);
        probe.Property(row => row.Name).HasMaxLength(100);
        probe.HasIndex(row => row.Name).IsUnique();
        probe.Property(row => row.Note).HasMaxLength(5000);
        probe.Property(row => row.Content).HasMaxLength(20_000);
    });
}

internal static class ProbeStatements
{
    public static readonly Statement Insert = new("""
        INSERT INTO "Probes" ("Key", "Name", "At", "UsedAt", "Owner", "Parent", "Flag", "Count", "Note", "Content")
        VALUES (@key, @name, @at, @usedAt, @owner, @parent, @flag, @count, @note, @content)
        """);

    public static readonly Statement Spend = new("""UPDATE "Probes" SET "UsedAt" = @now WHERE "Key" = @key AND "UsedAt" IS NULL""");

    public static readonly Statement Count = new("""UPDATE "Probes" SET "Count" = @count WHERE "Key" = @key""");

    public static readonly Statement SpendAllOf = new("""UPDATE "Probes" SET "UsedAt" = @now WHERE "Owner" = @owner""");

    public static readonly Statement Find = new("""
        SELECT "Key", "Name", "At", "UsedAt", "Owner", "Parent", "Flag", "Count", "Note", "Content" FROM "Probes" WHERE "Key" = @key
        """);

    public static readonly Statement NamesOf = new("""SELECT "Name" FROM "Probes" WHERE "Owner" = @owner ORDER BY "Name" """);

    public static Value[] Values(Probe probe) =>
        [probe.Key, probe.Name, probe.At, probe.UsedAt, probe.Owner, probe.Parent, probe.Flag, probe.Count, probe.Note, probe.Content];
}
