using System.Buffers;

namespace IdentityServer.Protocol.OpenId.Parameters;

/// <summary>The lists OAuth writes with spaces: scope, prompt, acr_values, response_type.</summary>
internal static class SpaceSeparated
{
    // RFC 6749 §3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E )
    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create(
        [.. Enumerable.Range(0x21, 0x7F - 0x21).Select(code => (char)code).Where(letter => letter is not ('"' or '\\'))]);

    /// <summary>Each value once, in order; nothing where the text is absent or is not such a list.</summary>
    public static IReadOnlyList<string> Read(string? text)
    {
        if (text is null)
            return [];

        var values = text.Split(' ');
        return Array.TrueForAll(values, IsToken) ? [.. values.Distinct()] : [];
    }

    public static bool IsToken(string value) => value.Length > 0 && !value.AsSpan().ContainsAnyExcept(TokenCharacters);
}
