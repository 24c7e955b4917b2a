using IdentityServer.Accounts;
using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Sessions.Privacy;

/// <summary>Somebody deleted their account, and may still take it back.</summary>
internal sealed class AccountDeletion
{
    public const string Table = "AccountDeletions";

    public required Guid AccountId { get; init; }

    /// <summary>The key of the <see cref="Handle"/> that takes it back.</summary>
    public required byte[] Link { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public required DateTimeOffset EraseAt { get; init; }
}

internal sealed class AccountDeletionConfiguration : IEntityTypeConfiguration<AccountDeletion>
{
    public void Configure(EntityTypeBuilder<AccountDeletion> builder)
    {
        builder.ToTable(AccountDeletion.Table);
        builder.HasKey(deletion => deletion.AccountId);
        builder.HasIndex(deletion => deletion.Link).IsUnique();
        builder.HasIndex(deletion => deletion.EraseAt);
        builder.HasOne<Account>().WithOne().HasForeignKey<AccountDeletion>(deletion => deletion.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(deletion => deletion.Link).HasMaxLength(Handle.Length);
    }
}
