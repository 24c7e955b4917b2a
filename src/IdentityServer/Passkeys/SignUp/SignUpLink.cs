using IdentityServer.Accounts;
using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Passkeys.SignUp;

/// <summary>A mailbox was asked whether it wants an account. Whoever reads it may make one, once.</summary>
internal sealed class SignUpLink
{
    /// <summary>The key of the <see cref="Handle"/> in the mail.</summary>
    public required byte[] Id { get; init; }

    public required string Email { get; init; }

    /// <summary>The journey during which it was asked; it goes on only in the browser that began it.</summary>
    public string? Interaction { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; init; }
}

internal sealed class SignUpLinkConfiguration : IEntityTypeConfiguration<SignUpLink>
{
    public void Configure(EntityTypeBuilder<SignUpLink> builder)
    {
        builder.ToTable("SignUpLinks");
        builder.HasKey(link => link.Id);
        builder.HasIndex(link => link.ExpiresAt);
        builder.Property(link => link.Id).HasMaxLength(Handle.Length);
        builder.Property(link => link.Email).HasMaxLength(AccountName.MaxLength);
        builder.Property(link => link.Interaction).HasMaxLength(64);
    }
}
