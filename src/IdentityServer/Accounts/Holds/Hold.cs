using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Accounts.Holds;

/// <summary>For a while an account can be used, but what would give it away for good (passkeys, address, deletion) has to wait.</summary>
internal sealed class Hold
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required HoldKind Kind { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    public DateTimeOffset? LiftedAt { get; init; }
}

internal enum HoldKind
{
    /// <summary>Somebody said from a mail that a change was not theirs.</summary>
    Repudiation,
    Recovery,
}

internal sealed class HoldConfiguration : IEntityTypeConfiguration<Hold>
{
    public void Configure(EntityTypeBuilder<Hold> builder)
    {
        builder.ToTable("Holds");
        builder.HasKey(hold => hold.Id);
        builder.HasIndex(hold => hold.AccountId);
        builder.HasIndex(hold => hold.EndsAt);
        builder.HasOne<Account>().WithMany().HasForeignKey(hold => hold.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
