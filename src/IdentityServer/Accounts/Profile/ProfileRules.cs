using System.Globalization;
using IdentityServer.Shared.Text;

namespace IdentityServer.Accounts.Profile;

/// <summary>What may stand in each field. What another system brought along and nobody touched is left alone.</summary>
internal static class ProfileRules
{
    private const int WholeNameLength = 128;
    private const int NameLength = 100;
    private const int AddressLength = 500;

    private static readonly Dictionary<string, (int Longest, Func<string, DateTimeOffset, string?> Fault)> Fields = new()
    {
        [nameof(ProfileForm.Name)] = (WholeNameLength, Line),
        [nameof(ProfileForm.GivenName)] = (NameLength, Line),
        [nameof(ProfileForm.MiddleName)] = (NameLength, Line),
        [nameof(ProfileForm.FamilyName)] = (NameLength, Line),
        [nameof(ProfileForm.Nickname)] = (NameLength, Line),
        [nameof(ProfileForm.Gender)] = (50, Line),
        [nameof(ProfileForm.Birthdate)] = (10, Birthdate),
        [nameof(ProfileForm.Profile)] = (AddressLength, WebAddress),
        [nameof(ProfileForm.Website)] = (AddressLength, WebAddress),
        [nameof(ProfileForm.Locale)] = (35, Language),
        [nameof(ProfileForm.ZoneInfo)] = (64, Zone),
        [nameof(ProfileForm.Street)] = (300, Lines),
        [nameof(ProfileForm.PostalCode)] = (20, Line),
        [nameof(ProfileForm.Locality)] = (NameLength, Line),
        [nameof(ProfileForm.Region)] = (NameLength, Line),
        [nameof(ProfileForm.Country)] = (NameLength, Line),
    };

    /// <summary>Tidies what was typed and names, per field, what is wrong with it.</summary>
    public static IEnumerable<(string Field, string Word, int Longest)> Read(ProfileForm typed, ProfileForm before, DateTimeOffset now)
    {
        foreach (var (name, (longest, fault)) in Fields)
        {
            var property = typeof(ProfileForm).GetProperty(name)!; // the keys are its own names
            var (written, known) = ((string?)property.GetValue(typed), (string?)property.GetValue(before));
            var text = written == known ? known : Tidy(written);
            property.SetValue(typed, text);
            if (text is null || text == known)
                continue;

            if (text.Length > longest)
                yield return (name, "Fault.TooLong.One", longest);
            else if (fault(text, now) is { } word)
                yield return (name, word, longest);
        }
    }

    /// <summary>What a newcomer wants to be called, who has no profile yet; they may keep it to themselves.</summary>
    public static bool TryReadName(string? typed, out string? name)
    {
        name = Tidy(typed);
        return name is null || (name.Length <= WholeNameLength && !name.Any(IsInvisible));
    }

    private static string? Tidy(string? typed)
    {
        var text = typed?.Composed().ReplaceLineEndings("\n").Trim();
        return text is { Length: > 0 } ? text : null;
    }

    private static string? Line(string text, DateTimeOffset now) => text.Any(IsInvisible) ? "Fault.Invisible" : null;

    private static string? Lines(string text, DateTimeOffset now) => Line(text.Replace("\n", "", StringComparison.Ordinal), now);

    private static string? WebAddress(string text, DateTimeOffset now) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "https" or "http", UserInfo: "" } && !text.Any(char.IsWhiteSpace)
            ? null
            : "Fault.WebAddress";

    // YYYY-MM-DD, YYYY, or 0000-MM-DD for whoever keeps the year to themselves.
    private static string? Birthdate(string text, DateTimeOffset now)
    {
        var day = text.StartsWith("0000-", StringComparison.Ordinal) ? "2000" + text[4..] : text;
        return DateOnly.TryParseExact(day, ["yyyy-MM-dd", "yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date <= DateOnly.FromDateTime(now.UtcDateTime.AddDays(1)) ? null : "Fault.Birthdate";
    }

    private static string? Language(string text, DateTimeOffset now) => Shared.Languages.Language.All.Any(it => it.Name == text) ? null : "Fault.Choice";

    private static string? Zone(string text, DateTimeOffset now) => TimeZoneInfo.TryFindSystemTimeZoneById(text, out _) ? null : "Fault.Choice";

    // Direction marks and the like, but not the joiners that some scripts need.
    private static bool IsInvisible(char sign) =>
        sign is '\ufffd' || char.IsControl(sign) || (char.GetUnicodeCategory(sign) is UnicodeCategory.Format && sign is not ('\u200c' or '\u200d'));
}
