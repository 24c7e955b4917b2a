using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Accounts.Codes;

/// <summary>One line of a printed sheet. A set counts from the moment its owner has typed one of its codes back.</summary>
internal sealed class RecoveryCode
{
    public required Guid AccountId { get; init; }

    public required Guid SetId { get; init; }

    /// <summary>1 to 10, printed before the code, so that one slow hash is enough to check it.</summary>
    public required int Number { get; init; }

    /// <summary>The slow hash, sealed for this account and number.</summary>
    public required byte[] Sealed { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>By a sheet that was confirmed later. Kept for a while: whoever confirmed that one may not have been the owner.</summary>
    public DateTimeOffset? ReplacedAt { get; init; }
}

internal sealed class RecoveryCodeConfiguration : IEntityTypeConfiguration<RecoveryCode>
{
    public const string Table = "RecoveryCodes";

    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(code => new { code.SetId, code.Number });
        builder.HasIndex(code => code.AccountId);
        builder.HasIndex(code => code.ReplacedAt);
        builder.HasOne<Account>().WithMany().HasForeignKey(code => code.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(code => code.Sealed).HasMaxLength(512);
    }
}
