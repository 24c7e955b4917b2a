using IdentityServer.Accounts.Passwords;

namespace IdentityServer.Accounts.Importing;

/// <summary>One person as another system tells of them, checked as far as that is possible without looking at anybody else.</summary>
internal sealed record ImportedPerson(string Id)
{
    /// <summary>Null where the other system called people by their address: then a name is made.</summary>
    public string? UserName { get; init; }

    public string? Email { get; init; }

    public bool EmailVerified { get; init; }

    public string? DisplayName { get; init; }

    public string Claims { get; init; } = "{}";

    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>What the person's authenticators know them by, where passkeys come along.</summary>
    public byte[]? UserHandle { get; init; }

    /// <summary>Since when the other system knew them.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Apps that know people by this id go on knowing them by it.</summary>
    public Guid? SameId => Guid.TryParseExact(Id, "D", out var id) && id != Guid.Empty ? id : null;

    public Pbkdf2Hash? Password { get; init; }
}
