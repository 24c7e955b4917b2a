using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Sessions.Proofs;

/// <summary>Somebody confirmed one action in one session. The action takes the row; nothing else can use it.</summary>
internal sealed class ActionProof
{
    public required Guid SessionId { get; init; }

    public required byte[] ActionHash { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class ActionProofConfiguration : IEntityTypeConfiguration<ActionProof>
{
    public const string Table = "ActionProofs";

    public void Configure(EntityTypeBuilder<ActionProof> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(proof => new { proof.SessionId, proof.ActionHash });
        builder.HasIndex(proof => proof.ExpiresAt);
        builder.Property(proof => proof.ActionHash).HasMaxLength(32);
    }
}
