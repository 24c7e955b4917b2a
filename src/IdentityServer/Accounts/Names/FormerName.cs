using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Accounts.Names;

/// <summary>A user name that was given up and is not anybody's yet.</summary>
internal sealed class FormerName
{
    public const string Table = "FormerNames";

    /// <summary>A keyed hash, so that it can be kept when the person it belonged to is forgotten.</summary>
    public required byte[] Name { get; init; }

    /// <summary>Who may take it back; nobody, once their account is erased.</summary>
    public Guid? AccountId { get; init; }

    public required DateTimeOffset Until { get; init; }
}

internal sealed class FormerNameConfiguration : IEntityTypeConfiguration<FormerName>
{
    public void Configure(EntityTypeBuilder<FormerName> builder)
    {
        builder.ToTable(FormerName.Table);
        builder.HasKey(former => former.Name);
        builder.Property(former => former.Name).HasMaxLength(32);
        builder.HasIndex(former => former.Until);
        builder.HasOne<Account>().WithMany().HasForeignKey(former => former.AccountId).OnDelete(DeleteBehavior.SetNull);
    }
}
