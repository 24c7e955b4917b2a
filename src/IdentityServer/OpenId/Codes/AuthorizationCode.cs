using IdentityServer.Data;
using IdentityServer.Protocol.OpenId.Assurance;
using IdentityServer.Protocol.OpenId.Scopes;

namespace IdentityServer.OpenId.Codes;

/// <summary>
/// What a person agreed to, on its way through the browser to the app. The code is no row: it carries all of this
/// itself, sealed, and becomes a row (its grant) when it is redeemed.
/// </summary>
internal sealed record AuthorizationCode
{
    public required string ClientId { get; init; }

    public required string RedirectUri { get; init; }

    public required Guid AccountId { get; init; }

    public required Guid SessionId { get; init; }

    public required Access Access { get; init; }

    /// <summary>The one proof that the tokens tell of.</summary>
    public required Authentication Authentication { get; init; }

    /// <summary>With which passkey, so that its removal ends what it opened.</summary>
    public Guid? PasskeyId { get; init; }

    public string? Nonce { get; init; }

    public string? CodeChallenge { get; init; }

    /// <summary>Made by <see cref="AuthorizationCodes.Seal"/>: the key of the grant that this code becomes, once.</summary>
    public Handle Handle { get; init; }

    /// <summary>Set by <see cref="AuthorizationCodes.Seal"/>.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
}
