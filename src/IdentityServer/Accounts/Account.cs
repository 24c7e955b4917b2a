using Microsoft.AspNetCore.Identity;

namespace IdentityServer.Accounts;

public sealed class Account : IdentityUser<Guid>
{
    /// <summary>What authenticators know this account by: 64 random bytes, made once, never reused, meaning nothing.</summary>
    public required byte[] UserHandle { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From then on a browser that is not known is news, also when every known one is forgotten.</summary>
    public DateTimeOffset? FirstSignInAt { get; init; }

    /// <summary>
    /// The address in the form it is looked up in, once it is proven to be theirs. No two people can have the same: of two
    /// who prove one at the same moment the index lets one.
    /// </summary>
    public string? ProvenEmail { get; set; }

    /// <summary>What the person is called on our pages and in the passkey prompt.</summary>
    public string? DisplayName { get; set; }

    /// <summary>The OpenID Connect claims of this person that have no column of their own, as one JSON object.</summary>
    public string Claims { get; set; } = "{}";

    /// <summary>When anything that apps are told about this person last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }

    public AccountState State { get; set; } = AccountState.Active;
}

public enum AccountState
{
    Active,

    /// <summary>By an operator; nothing works until one undoes it.</summary>
    Disabled,

    /// <summary>By the person, in an emergency: everything has ended, only recovery is open.</summary>
    LockedDown,

    /// <summary>Waiting out the grace period, or gone with only the tombstone left.</summary>
    Deleted,
}
