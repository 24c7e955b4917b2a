using System.Globalization;
using System.Text;
using IdentityServer.Protocol.WebAuthn.Ceremonies;
using IdentityServer.Protocol.WebAuthn.Messages;
using IdentityServer.Shared.Requests;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.Passkeys;

/// <summary>What a new passkey is called until its owner calls it something else.</summary>
internal static class PasskeyNaming
{
    public static string Propose(NewCredential credential, HttpRequest request, IReadOnlyList<Passkey> existing)
    {
        var name = Describe(credential, request);
        var taken = existing.Select(it => it.NormalizedName).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(1, taken.Count + 1)
            .Select(number => number == 1 ? name : $"{name} ({number})")
            .First(proposal => !taken.Contains(Normalize(proposal)));
    }

    /// <summary>UX-43: 1 to 64 characters that can be seen and do not change the direction of the text.</summary>
    public static bool TryTidy(string? text, out string name)
    {
        name = (text ?? "").Trim().Normalize();
        return name.EnumerateRunes().Count() is >= 1 and <= 64 && name.Length <= 64 && name.EnumerateRunes().All(IsVisible);
    }

    public static string Normalize(string name) => name.Normalize().ToUpperInvariant();

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static string Describe(NewCredential credential, HttpRequest request) => credential.Transports switch
    {
        var ways when ways.Contains(Transports.Internal) => DeviceFamily.Of(request).System is var system and not DeviceFamily.Unknown ? system : "Passkey",
        var ways when ways.Contains(Transports.Hybrid) => "Phone or tablet",
        [] => "Passkey",
        _ => "Security key",
    };
}
