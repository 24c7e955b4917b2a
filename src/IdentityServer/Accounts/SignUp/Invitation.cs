using IdentityServer.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Accounts.SignUp;

/// <summary>A link by which so many people may make an account, until it expires or is revoked.</summary>
internal sealed record Invitation(Guid Id)
{
    public const int NoteLength = 200;

    public string? Note { get; init; }

    /// <summary>Whoever comes by it belongs to these from the first moment.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    public required int Uses { get; init; }

    public int Used { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>The key of the <see cref="Handle"/> in the link.</summary>
    public byte[] Link { get; init; } = [];

    public InvitationState StateAt(DateTimeOffset now) => this switch
    {
        { RevokedAt: not null } => InvitationState.Revoked,
        _ when Used >= Uses => InvitationState.Used,
        _ when ExpiresAt <= now => InvitationState.Expired,
        _ => InvitationState.Open,
    };
}

internal enum InvitationState
{
    Open,

    /// <summary>As often as it can be.</summary>
    Used,
    Expired,
    Revoked,
}

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("Invitations");
        builder.HasKey(invitation => invitation.Id);
        builder.HasIndex(invitation => invitation.Link).IsUnique();
        builder.HasIndex(invitation => invitation.ExpiresAt);
        builder.Property(invitation => invitation.Link).HasMaxLength(Handle.Length);
        builder.Property(invitation => invitation.Note).HasMaxLength(Invitation.NoteLength);
        builder.Property(invitation => invitation.Groups).HasMaxLength(2000).HasConversion(
            groups => GroupList.Write(groups), text => GroupList.Read(text), GroupList.Comparer);
    }
}
