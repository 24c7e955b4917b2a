using System.Text.RegularExpressions;

namespace IdentityServer.Protocol.OpenId.Authorization;

/// <summary>RFC 8252 §7.3: the operating system picks the port of an app's loopback listener at the last moment.</summary>
internal static partial class LoopbackUri
{
    public static bool DifferOnlyInPort(string registered, string requested)
    {
        var (one, other) = (Shape().Match(registered), Shape().Match(requested));
        return one.Success && other.Success
            && one.Groups["host"].Value == other.Groups["host"].Value
            && one.Groups["rest"].Value == other.Groups["rest"].Value;
    }

    public static bool IsLoopback(string uri) => Shape().IsMatch(uri);

    // Literal spellings only: 127.1, 0x7f.1 and 127.0.0.1.evil.test are not among them.
    [GeneratedRegex(@"\Ahttp://(?<host>127\.0\.0\.1|\[::1\]|localhost)(:(?!0)[0-9]{1,5})?(?<rest>[/?].*)?\z", RegexOptions.Singleline)]
    private static partial Regex Shape();
}
