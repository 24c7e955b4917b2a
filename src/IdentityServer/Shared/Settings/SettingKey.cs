using System.Collections;
using System.Globalization;
using System.Reflection;

namespace IdentityServer.Shared.Settings;

/// <summary>One key that a room reads, found by looking at its options class.</summary>
internal sealed record SettingKey(string Path, Type Type, object? Default)
{
    /// <summary>A list or a dictionary: what stands below its key is its content, not a key of ours.</summary>
    public bool IsCollection => Type != typeof(string) && Type.IsAssignableTo(typeof(IEnumerable));

    public string DefaultText => Default switch
    {
        null or "" or ICollection { Count: 0 } => "–",
        bool flag => flag ? "true" : "false",
        string text => text,
        IEnumerable items => string.Join(", ", items.Cast<object>()),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    public string TypeText => (Nullable.GetUnderlyingType(Type) ?? Type) switch
    {
        { IsEnum: true } type => string.Join(" \\| ", Enum.GetNames(type)),
        _ when IsCollection => "list",
        var type when type == typeof(bool) => "switch",
        var type when type == typeof(TimeSpan) => "duration",
        var type when type == typeof(string) || type == typeof(Uri) => "text",
        _ => "number",
    };

    private bool IsGroup => Type.IsClass && !IsCollection && Type != typeof(string) && Type != typeof(Uri);

    public static IEnumerable<SettingKey> Of(SettingsSection section) => Of(section.Path, Activator.CreateInstance(section.Type)!);

    private static IEnumerable<SettingKey> Of(string path, object options) =>
        from property in options.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public)
        let key = new SettingKey($"{path}:{property.Name}", property.PropertyType, property.GetValue(options))
        where property.CanWrite || key.IsCollection || key.IsGroup
        from found in key is { IsGroup: true, Default: { } inner } ? Of(key.Path, inner) : [key]
        select found;
}
