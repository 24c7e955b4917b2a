using System.Text.RegularExpressions;
using IdentityServer.Protocol.OpenId.Authorization;

namespace IdentityServer.Protocol.OpenId.Clients;

/// <summary>
/// What may be registered as an address. Read by a grammar narrower than RFC 3986, not by a general parser: everything
/// that two parsers might understand differently (user info, backslashes, dot segments, upper-case schemes) is refused
/// before it is ever compared.
/// </summary>
internal static partial class RegisteredUri
{
    private const int MaximumLength = 2000;

    /// <summary>An address that the browser is sent to with an answer: redirect and post-logout URIs.</summary>
    public static string? RedirectFault(string uri, ApplicationType type)
    {
        if (CommonFault(uri) is { } fault)
            return fault;

        if (uri.Contains('#', StringComparison.Ordinal))
            return "must not have a fragment";

        return Scheme(uri) switch
        {
            // The page that sends the answer on names its target in its content security policy, which has no such hosts.
            "https" when HostOf(uri).StartsWith('[') => "must name its host by a domain or an IPv4 address",
            "https" or "http" => WebFault(uri),
            // RFC 8252 §7.1: a reversed domain name is what ties a scheme to its owner.
            _ when type is not ApplicationType.Native => "must use https (a scheme of its own is for application_type native)",
            var scheme => scheme.Contains('.', StringComparison.Ordinal) ? null : "must use a reversed domain name as its scheme",
        };
    }

    /// <summary>An address that people follow or that this server calls.</summary>
    public static string? WebPageFault(string uri) =>
        CommonFault(uri) ?? (Scheme(uri) is "https" or "http" ? WebFault(uri) : "must use https");

    /// <summary>RFC 6454 §6.2: what a browser puts into the Origin header, so nothing that it would spell differently.</summary>
    public static string? OriginFault(string origin) =>
        WebPageFault(origin) ?? (OriginShape().IsMatch(origin) ? null : "must be scheme, host and port only, in lower case, without a default port");

    /// <summary>RFC 8707 §2: an absolute URI without a fragment.</summary>
    public static string? ResourceFault(string uri) =>
        CommonFault(uri) ?? (uri.Contains('#', StringComparison.Ordinal) ? "must not have a fragment" : null);

    public static string HostOf(string uri) => Shape().Match(uri).Groups["host"].Value.ToLowerInvariant();

    private static string? CommonFault(string uri) => uri switch
    {
        { Length: > MaximumLength } => "is too long",
        _ when uri.Contains('*', StringComparison.Ordinal) => "must not have a wildcard",
        _ when !Shape().IsMatch(uri) => "must be an absolute URI of plain characters, its scheme in lower case, without user info",
        _ when DotSegment().IsMatch(uri) => "must not have dot segments",
        _ => null,
    };

    private static string? WebFault(string uri)
    {
        if (Shape().Match(uri).Groups["host"].Length is 0)
            return "must name a host";

        return Scheme(uri) is "https" || LoopbackUri.IsLoopback(uri) ? null : "must use https (http is for loopback addresses only)";
    }

    private static string Scheme(string uri) => uri[..uri.IndexOf(':', StringComparison.Ordinal)];

    [GeneratedRegex("""
        \A(?<scheme>[a-z][a-z0-9+.-]*):
        (//(?<host>[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9a-f:.]+\])(:[1-9][0-9]{0,4})?(?=[/?\#]|\z))?
        (?!//)
        ([A-Za-z0-9._~!$&'()+,;=:@/?\#-]|%[0-9A-Fa-f]{2})*
        (?<=[^:])\z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();

    [GeneratedRegex(@"(/|%2f|%5c)(\.|%2e){1,2}(/|%2f|%5c|\?|#|;|\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DotSegment();

    [GeneratedRegex(@"\Ahttps?://([a-z0-9.-]+|\[[0-9a-f:.]+\])(:[0-9]+)?(?<!\Ahttps://[^/]*:443)(?<!\Ahttp://[^/]*:80)\z")]
    private static partial Regex OriginShape();
}
