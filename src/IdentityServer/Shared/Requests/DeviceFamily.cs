using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Shared.Requests;

/// <summary>
/// Which browser on which system, as far as people recognise it and statistics need it: names from a closed list, never
/// a version, never the header itself. A hint, not evidence.
/// </summary>
internal readonly record struct DeviceFamily(string Browser, string System)
{
    public const string Unknown = "Other";

    /// <summary>A window inside an app.</summary>
    public const string Embedded = "WebView";

    private const string Link = " on ";

    // Most specific first: nearly every browser also claims to be Safari, and most claim to be Chrome.
    private static readonly (string Token, string Name)[] Browsers =
    [
        ("; wv)", Embedded), ("Edg/", "Edge"), ("EdgA/", "Edge"), ("EdgiOS/", "Edge"), ("OPR/", "Opera"), ("OPT/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"), ("DuckDuckGo/", "DuckDuckGo"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("AppleWebKit/", Embedded),
    ];

    private static readonly (string Token, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
        ("Macintosh", "Mac"), ("Linux", "Linux"),
    ];

    public static DeviceFamily Of(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        // Brave says its name only in the client hints.
        var browser = request.Headers["Sec-CH-UA"].ToString().Contains("\"Brave\"", StringComparison.Ordinal)
            ? "Brave"
            : NameIn(agent, Browsers);
        return new(browser, NameIn(agent, Systems));
    }

    public override string ToString() => (Browser, System) switch
    {
        (Unknown, Unknown) => Unknown,
        (Unknown, _) => System,
        (_, Unknown) => Browser,
        _ => Browser + Link + System,
    };

    /// <summary>In the current language.</summary>
    public string InWords(IStringLocalizer common) => (Browser, System) switch
    {
        (Unknown, Unknown) => common["Device.Unknown"],
        (Unknown, _) => System,
        (_, Unknown) => Browser,
        _ => common["Device.Both", Browser, System],
    };

    /// <summary>What <see cref="ToString"/> recorded, in the current language.</summary>
    public static string InWords(string recorded, IStringLocalizer common) => recorded.Split(Link) is [var browser, var system]
        ? new DeviceFamily(browser, system).InWords(common)
        : new DeviceFamily(recorded, Unknown).InWords(common);

    private static string NameIn(string agent, (string Token, string Name)[] table)
    {
        foreach (var (token, name) in table)
        {
            if (agent.Contains(token, StringComparison.Ordinal))
                return name;
        }

        return Unknown;
    }
}
