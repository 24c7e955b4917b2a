using System.Globalization;

namespace IdentityServer.Protocol.WebAuthn.Authenticators;

/// <summary>
/// What stands beside a provider's name: its first letter on one of a few tints, the same wherever that name stands. The
/// makers' own signs are theirs, and belong on their own pages.
/// </summary>
internal readonly record struct ProviderMark(string Letter, int Tint)
{
    /// <summary>Numbered from 1, as the style sheet does.</summary>
    public const int Tints = 8;

    public static ProviderMark Of(string name)
    {
        var sum = name.Aggregate(0u, (sum, character) => unchecked((sum * 33) + character));
        return new(StringInfo.GetNextTextElement(name).ToUpperInvariant(), (int)(sum % Tints) + 1);
    }
}
