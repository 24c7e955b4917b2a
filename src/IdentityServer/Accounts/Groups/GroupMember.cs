using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Accounts.Groups;

internal sealed class GroupMember
{
    /// <summary>The group whose members operate this server.</summary>
    public const string Administrators = "administrators";

    public required Guid AccountId { get; init; }

    public required string Group { get; init; }

    public required DateTimeOffset Since { get; init; }
}

internal sealed class GroupMemberConfiguration : IEntityTypeConfiguration<GroupMember>
{
    public void Configure(EntityTypeBuilder<GroupMember> builder)
    {
        builder.ToTable("GroupMembers");
        builder.HasKey(member => new { member.AccountId, member.Group });
        builder.HasIndex(member => member.Group);
        builder.HasOne<Account>().WithMany().HasForeignKey(member => member.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(member => member.Group).HasMaxLength(64);
    }
}
