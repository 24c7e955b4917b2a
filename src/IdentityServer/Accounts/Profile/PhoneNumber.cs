using System.Text.RegularExpressions;

namespace IdentityServer.Accounts.Profile;

/// <summary>As OpenID Connect Core §5.1 recommends it: E.164, and nothing that people type to read it better.</summary>
internal static partial class PhoneNumber
{
    /// <summary>Null for none. False where it is no number that can be called from everywhere.</summary>
    public static bool TryRead(string? typed, out string? number)
    {
        number = Signs().Replace(typed ?? "", "");
        if (number is "")
            number = null;
        return number is null || E164().IsMatch(number);
    }

    [GeneratedRegex(@"[\s()./-]")]
    private static partial Regex Signs();

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z")]
    private static partial Regex E164();
}
