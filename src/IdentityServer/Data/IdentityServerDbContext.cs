using IdentityServer.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Data;

/// <summary>
/// The schema of every room. Rooms add their tables by an <see cref="IEntityTypeConfiguration{TEntity}"/> beside the
/// entity; nothing here names them. <see cref="Account"/> is the one exception: Identity's context is generic over it.
/// </summary>
public sealed class IdentityServerDbContext(DbContextOptions<IdentityServerDbContext> options)
    : IdentityUserContext<Account, Guid>(options)
{
    // Pinned, so that the schema does not depend on the options of whoever opens it; version 3 would add Identity's own passkey table.
    protected override Version SchemaVersion => IdentitySchemaVersions.Version2;

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        // One form of an instant on all databases and in hand-written statements: Unix milliseconds, UTC.
        conventions.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        // A string without a length is a mistake that PostgreSQL would hide and SQL Server would make slow.
        conventions.Properties<string>().HaveMaxLength(256);
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(64);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(IdentityServerDbContext).Assembly);
    }
}
