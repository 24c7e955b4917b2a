using System.Security.Cryptography;
using IdentityServer.Data;

namespace IdentityServer.Accounts;

/// <summary>
/// An account that is about to exist. It comes into the database in the same unit as its first credential, so that there
/// never is one nobody can open.
/// </summary>
internal sealed record NewAccount(Guid Id, string UserName)
{
    private const int UserHandleLength = 64;

    private static readonly Statement Insert = new("""
        INSERT INTO "Accounts" ("Id", "UserHandle", "UserName", "NormalizedUserName", "DisplayName", "Email", "NormalizedEmail", "EmailConfirmed", "ProvenEmail",
            "CreatedAt", "UpdatedAt", "State", "Claims", "SecurityStamp", "ConcurrencyStamp",
            "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount")
        VALUES (@id, @handle, @name, @normalizedName, @display, @email, @normalizedEmail, @confirmed, @proven,
            @created, @updated, @state, @claims, @stamp, @concurrency, @phoneConfirmed, @twoFactor, @lockout, @failures)
        """);

    private static readonly Statement Join = new("""
        INSERT INTO "GroupMembers" ("AccountId", "Group", "Since") VALUES (@account, @group, @since)
        """);

    public byte[] UserHandle { get; init; } = RandomNumberGenerator.GetBytes(UserHandleLength);

    public string? DisplayName { get; init; }

    public string? Email { get; init; }

    public bool EmailConfirmed { get; init; }

    /// <summary>The claims that have no column of their own, see <see cref="Account.Claims"/>.</summary>
    public string Claims { get; init; } = "{}";

    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Where another system knew the person before.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>A name or address that somebody else has makes the unit end in a conflict.</summary>
    public void AddTo(Unit unit, DateTimeOffset now)
    {
        unit.Require(Insert, Id, UserHandle, UserName, AccountName.Normalize(UserName), DisplayName, Email, AccountName.Normalize(Email), EmailConfirmed, EmailConfirmed ? AccountName.Normalize(Email) : null,
            Since ?? now, now, AccountState.Active, Claims, Convert.ToHexString(RandomNumberGenerator.GetBytes(20)), Guid.CreateVersion7(now).ToString(),
            false, false, true, 0);

        foreach (var group in Groups)
            unit.Require(Join, Id, group, now);
    }
}
