using System.Globalization;
using System.Text.RegularExpressions;
using IdentityServer.Accounts.Groups;
using IdentityServer.Accounts.Passwords;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.Accounts.Importing;

/// <summary>One line of the file in our words. Whatever is wrong with it is told to the reader of the entry.</summary>
internal static partial class PersonReading
{
    private const int LongestHash = 1024;

    public static ImportedPerson Read(string id, EntryReader entry, DateTimeOffset now)
    {
        entry.Skip("id");
        var (userName, email) = (entry.Text("username", AccountName.MaxLength), entry.Text("email", AccountName.MaxLength));
        if (email is not null && !AccountName.IsEmail(email))
            entry.Fault("email", "must be an e-mail address");

        if (id.Length > ImportedPeople.LongestId || id.Any(char.IsControl))
            entry.Fault("id", $"must have at most {ImportedPeople.LongestId} characters");

        return new(id)
        {
            UserName = UserName(entry, userName, email),
            Email = email,
            EmailVerified = entry.Flag("emailVerified") is true,
            DisplayName = entry.Object("claims")?.Text("name", AccountName.MaxLength),
            Claims = ImportedClaims.Read(entry),
            Groups = Groups(entry),
            UserHandle = UserHandle(entry),
            CreatedAt = CreatedAt(entry, now),
            Password = Password(entry),
        };
    }

    // Many systems call people by their address. Here nobody's name looks like one, so those get a name made of it.
    private static string? UserName(EntryReader entry, string? userName, string? email)
    {
        if (email is not null && (userName is null || AccountName.Normalize(userName) == AccountName.Normalize(email)))
            return null;

        if (userName is null)
            entry.Fault("username", "is required where there is no email");
        else if (!AccountName.IsUserName(userName))
            entry.Fault("username", "must be letters, digits and . _ - +, at most 64; or the same as email");

        return userName;
    }

    private static List<string> Groups(EntryReader entry)
    {
        List<string> groups = [.. entry.Texts("groups", 64).Distinct(StringComparer.Ordinal)];
        if (groups.Contains(GroupMember.Administrators, StringComparer.OrdinalIgnoreCase))
            entry.Fault("groups", "administrators are not made by a file");
        return groups;
    }

    private static byte[]? UserHandle(EntryReader entry)
    {
        if (entry.Text("userHandle", 86) is not { } text)
            return null;

        // WebAuthn L3 §5.4.3: 1 to 64 bytes.
        if (StrictBase64Url.TryDecode(text, out var handle) && handle is { Length: >= 1 and <= 64 })
            return handle;

        entry.Fault("userHandle", "must be 1 to 64 bytes in base64url");
        return null;
    }

    // RFC 3339; one without an offset would be read differently from one machine to the next.
    private static DateTimeOffset? CreatedAt(EntryReader entry, DateTimeOffset now)
    {
        if (entry.Text("createdAt", 40) is not { } text)
            return null;

        if (Moment().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var moment) && moment <= now)
            return moment.ToUniversalTime();

        entry.Fault("createdAt", "must be a moment in the past such as 2019-04-01T08:00:00Z");
        return null;
    }

    private static Pbkdf2Hash? Password(EntryReader entry)
    {
        var (scheme, text) = (entry.Text("scheme", 64), entry.Text("passwordHash", LongestHash));
        if (entry.Text("password", LongestHash) is not null)
            entry.Fault("password", "passwords in clear are not taken; take this file out of the world");

        if (text is null)
            return null;

        var hash = scheme is null ? null : PasswordSchemes.Read(scheme, text);
        if (scheme is null)
            entry.Fault("scheme", "is required with passwordHash");
        else if (!PasswordSchemes.IsKnown(scheme))
            entry.Fault("scheme", $"{scheme} cannot be verified here; those that can are {string.Join(", ", PasswordSchemes.Names)}. Without passwordHash and scheme the person comes without a password");
        else if (hash is null)
            entry.Fault("passwordHash", $"is not a hash of the scheme {scheme}");

        return hash;
    }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?(Z|[+-][0-9]{2}:[0-9]{2})$")]
    private static partial Regex Moment();
}
