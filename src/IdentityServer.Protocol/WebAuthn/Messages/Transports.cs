using System.Text.Json;
using IdentityServer.Protocol.WebAuthn.Reading;

namespace IdentityServer.Protocol.WebAuthn.Messages;

/// <summary>
/// WebAuthn L3 §5.8.4. Hints that go back to the browser as they came, so names we do not know stay; what could not be
/// such a name, and more of them than there are ways to reach a key, does not.
/// </summary>
internal static class Transports
{
    public const string Usb = "usb";
    public const string Nfc = "nfc";
    public const string Ble = "ble";
    public const string SmartCard = "smart-card";
    public const string Hybrid = "hybrid";
    public const string Internal = "internal";

    private const int MaximumCount = 8;
    private const int MaximumLength = 32;

    public static IReadOnlyList<string> Read(JsonElement? transports) =>
        transports is not { } list ? [] :
        [
            .. list.EnumerateArray()
                .Select(transport => transport.RequiredText())
                .Where(IsName)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Take(MaximumCount),
        ];

    private static bool IsName(string text) =>
        text is { Length: > 0 and <= MaximumLength } && text.All(character => character is '-' || char.IsAsciiLetterOrDigit(character));
}
