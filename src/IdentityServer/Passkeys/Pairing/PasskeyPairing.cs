using IdentityServer.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdentityServer.Passkeys.Pairing;

/// <summary>
/// A passkey comes onto a second device by a code from the first: shown there, taken up by one browser, confirmed where it
/// was shown, used once. NIST SP 800-63B-4 §4.1.2.2.
/// </summary>
internal sealed class PasskeyPairing
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>The key of the <see cref="Data.Handle"/> in the QR code.</summary>
    public required byte[] Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>The one that shows the code; it confirms, and nothing outlives it.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>What proves the typed code; too short to be kept as a hash that anybody could compute.</summary>
    public required byte[] CodeMac { get; init; }

    /// <summary>Handle and code, to show them again on the first device.</summary>
    public required byte[] Sealed { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The key of the handle that the second device got when it took the code up.</summary>
    public byte[]? ClaimId { get; init; }

    /// <summary>On both screens, to see that they belong together.</summary>
    public int? Number { get; init; }

    public string? Device { get; init; }

    public string? Country { get; init; }

    public string? Network { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public DateTimeOffset? CancelledAt { get; init; }

    public DateTimeOffset? UsedAt { get; init; }

    public PairingState StateAt(DateTimeOffset now) => this switch
    {
        { UsedAt: not null } => PairingState.Used,
        { CancelledAt: not null } => PairingState.Over,
        _ when ExpiresAt <= now => PairingState.Over,
        { ConfirmedAt: not null } => PairingState.Confirmed,
        { ClaimId: not null } => PairingState.Claimed,
        _ => PairingState.Shown,
    };
}

internal enum PairingState
{
    Shown,
    Claimed,
    Confirmed,
    Used,
    Over,
}

internal sealed class PasskeyPairingConfiguration : IEntityTypeConfiguration<PasskeyPairing>
{
    public const string Table = "PasskeyPairings";

    public void Configure(EntityTypeBuilder<PasskeyPairing> builder)
    {
        builder.ToTable(Table);
        builder.HasKey(pairing => pairing.Id);
        builder.HasIndex(pairing => pairing.AccountId);
        builder.HasIndex(pairing => pairing.ClaimId);
        builder.HasIndex(pairing => pairing.ExpiresAt);
        builder.HasOne<Account>().WithMany().HasForeignKey(pairing => pairing.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(pairing => pairing.Id).HasMaxLength(32);
        builder.Property(pairing => pairing.ClaimId).HasMaxLength(32);
        builder.Property(pairing => pairing.CodeMac).HasMaxLength(32);
        builder.Property(pairing => pairing.Sealed).HasMaxLength(256);
        builder.Property(pairing => pairing.Device).HasMaxLength(64);
        builder.Property(pairing => pairing.Country).HasMaxLength(2);
        builder.Property(pairing => pairing.Network).HasMaxLength(64);
    }
}
