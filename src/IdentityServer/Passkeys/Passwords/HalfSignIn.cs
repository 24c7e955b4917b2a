using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Passkeys.Passwords;

/// <summary>A right password whose owner has yet to type the code of their app, on the same browser and soon.</summary>
internal sealed class HalfSignIn
{
    public const string Table = "HalfSignIns";

    /// <summary>After so many wrong codes the password is asked for again.</summary>
    public const int MostTries = 5;

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>The key of the <see cref="Data.Handle"/> in the address.</summary>
    public required byte[] Id { get; init; }

    public required byte[] BrowserHash { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>The journey it is part of, as the address carried it.</summary>
    public string? Interaction { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required int Tries { get; init; }

    public DateTimeOffset? TakenAt { get; init; }
}

internal sealed class HalfSignInConfiguration : IEntityTypeConfiguration<HalfSignIn>
{
    public void Configure(EntityTypeBuilder<HalfSignIn> builder)
    {
        builder.ToTable(HalfSignIn.Table);
        builder.HasKey(half => half.Id);
        builder.HasIndex(half => half.ExpiresAt);
        builder.Property(half => half.Id).HasMaxLength(32);
        builder.Property(half => half.BrowserHash).HasMaxLength(32);
        builder.Property(half => half.Interaction).HasMaxLength(64);
    }
}
