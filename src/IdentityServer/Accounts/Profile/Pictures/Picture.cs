using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Accounts.Profile.Pictures;

/// <summary>What a person looks like to apps. Its address says nothing about whose it is, and each picture has its own.</summary>
internal sealed class Picture
{
    /// <summary>The key of the <see cref="Handle"/> in the address.</summary>
    public required byte[] Id { get; init; }

    public required Guid AccountId { get; init; }

    public required string MediaType { get; init; }

    public required byte[] Content { get; init; }
}

internal sealed class PictureConfiguration : IEntityTypeConfiguration<Picture>
{
    public void Configure(EntityTypeBuilder<Picture> builder)
    {
        builder.ToTable("Pictures");
        builder.HasKey(picture => picture.Id);
        builder.HasIndex(picture => picture.AccountId).IsUnique();
        builder.HasOne<Account>().WithMany().HasForeignKey(picture => picture.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(picture => picture.Id).HasMaxLength(Handle.Length);
        builder.Property(picture => picture.MediaType).HasMaxLength(16);
        builder.Property(picture => picture.Content).HasMaxLength(PictureFile.MaxLength);
    }
}
