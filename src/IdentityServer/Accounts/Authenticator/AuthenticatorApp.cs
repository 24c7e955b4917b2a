using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Accounts.Authenticator;

/// <summary>The app on somebody's phone that shows a new code every thirty seconds. It counts once a code of it was typed back.</summary>
internal sealed class AuthenticatorApp
{
    /// <summary>New with every secret: what was guessed at the one before is not held against this one.</summary>
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>The session that is setting it up; no other is shown the secret.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>The secret, for this row only.</summary>
    public required byte[] Sealed { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>No code is accepted from then on; for a day the owner can take that back.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>RFC 6238 §5.2: a code of this step, or of one before, was used already.</summary>
    public required long LastStep { get; init; }

    public bool IsActive => ConfirmedAt is not null && RemovedAt is null;
}

internal sealed class AuthenticatorAppConfiguration : IEntityTypeConfiguration<AuthenticatorApp>
{
    public const string Table = "AuthenticatorApps";

    public void Configure(EntityTypeBuilder<AuthenticatorApp> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(app => app.Id);
        builder.HasIndex(app => app.AccountId).IsUnique();
        builder.HasIndex(app => app.RemovedAt);
        builder.HasOne<Account>().WithOne().HasForeignKey<AuthenticatorApp>(app => app.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(app => app.Sealed).HasMaxLength(128);
    }
}
