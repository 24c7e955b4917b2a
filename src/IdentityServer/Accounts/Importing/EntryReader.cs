using System.Text.Json;

namespace IdentityServer.Accounts.Importing;

/// <summary>Reads an entry member by member and keeps what is wrong with it, so that all of it is said at once.</summary>
internal sealed class EntryReader(JsonElement entry, List<string> faults, string prefix = "")
{
    private readonly HashSet<string> known = [];

    private readonly List<EntryReader> parts = [];

    /// <summary>Members nobody asked for, here and in the parts that were included.</summary>
    public IEnumerable<string> Unknown =>
    [
        .. entry.EnumerateObject().Select(member => member.Name).Where(name => !known.Contains(name)).Select(name => prefix + name),
        .. parts.SelectMany(part => part.Unknown),
    ];

    public string? Text(string member, int longest)
    {
        if (Find(member) is not { } value)
            return null;

        if (value.ValueKind is JsonValueKind.String && value.GetString() is { } text && text.Length >= 1 && text.Length <= longest && !text.Any(char.IsControl))
            return text;

        Fault(member, $"must be a text of 1 to {longest} characters");
        return null;
    }

    public bool? Flag(string member)
    {
        if (Find(member) is not { } value)
            return null;

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();

        Fault(member, "must be true or false");
        return null;
    }

    public long? Number(string member, long most)
    {
        if (Find(member) is not { } value)
            return null;

        if (value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0 && number <= most)
            return number;

        Fault(member, $"must be a whole number from 0 to {most}");
        return null;
    }

    public EntryReader? Object(string member) =>
        Find(member, JsonValueKind.Object, "must be an object") is { } value ? new(value, faults, $"{prefix}{member}.") : null;

    public IReadOnlyList<string> Texts(string member, int longest)
    {
        if (Find(member, JsonValueKind.Array, "must be a list of texts") is not { } value)
            return [];

        List<string> texts = [.. value.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.String).Select(item => item.GetString()!)];
        if (texts.Count == value.GetArrayLength() && texts.TrueForAll(text => text.Length >= 1 && text.Length <= longest && !text.Any(char.IsControl)))
            return texts;

        Fault(member, $"must be a list of texts of 1 to {longest} characters");
        return [];
    }

    public IReadOnlyList<EntryReader> Objects(string member, int most)
    {
        if (Find(member, JsonValueKind.Array, "must be a list of objects") is not { } value)
            return [];

        if (value.GetArrayLength() <= most && value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.Object))
            return [.. value.EnumerateArray().Select((item, index) => new EntryReader(item, faults, $"{prefix}{member}[{index}]."))];

        Fault(member, $"must be a list of at most {most} objects");
        return [];
    }

    public void Fault(string member, string sentence) => faults.Add($"{prefix}{member}: {sentence}");

    /// <summary>Somebody else reads it.</summary>
    public void Skip(string member) => known.Add(member);

    public void Include(EntryReader part) => parts.Add(part);

    private JsonElement? Find(string member, JsonValueKind kind, string sentence)
    {
        var value = Find(member);
        if (value is null || value.Value.ValueKind == kind)
            return value;

        Fault(member, sentence);
        return null;
    }

    // An export writes null for what it does not have.
    private JsonElement? Find(string member)
    {
        known.Add(member);
        return entry.TryGetProperty(member, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
    }
}
