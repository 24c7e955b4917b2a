using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Accounts.Email;

/// <summary>
/// A new address for an account: asked for, then proven from its mailbox, then for a week within reach of the mailbox before
/// it. At most one waits per account.
/// </summary>
internal sealed class EmailChange
{
    /// <summary>How long the link in the mail works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>How long the address before hears of everything, and can take the change back.</summary>
    public static readonly TimeSpan UndoTime = TimeSpan.FromDays(7);

    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>The key of the <see cref="Handle"/> in the mail.</summary>
    public required byte[] Link { get; init; }

    /// <summary>Proven; null where there was none.</summary>
    public string? OldEmail { get; init; }

    public required string NewEmail { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>Called off, replaced by a later one, or taken back.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}

internal sealed class EmailChangeConfiguration : IEntityTypeConfiguration<EmailChange>
{
    public void Configure(EntityTypeBuilder<EmailChange> builder)
    {
        builder.ToTable("EmailChanges");
        builder.HasKey(change => change.Id);
        builder.HasIndex(change => change.AccountId);
        builder.HasIndex(change => change.Link).IsUnique();
        builder.HasIndex(change => change.ExpiresAt);
        builder.HasOne<Account>().WithMany().HasForeignKey(change => change.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(change => change.Link).HasMaxLength(Handle.Length);
        builder.Property(change => change.OldEmail).HasMaxLength(AccountName.MaxLength);
        builder.Property(change => change.NewEmail).HasMaxLength(AccountName.MaxLength);
    }
}
