using System.ComponentModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace IdentityServer.Shared.Settings;

/// <summary>
/// Values that are not of their key's kind, "ten" for a number. The binder would throw at the first one, in words for
/// programmers and past the list of all faults.
/// </summary>
internal static class UnreadableSettings
{
    public static void Refuse(SettingsSection section, IConfiguration configuration)
    {
        string[] faults =
        [
            .. from key in SettingKey.Of(section)
               where !key.IsCollection
               let text = configuration[key.Path]
               where text is not null && !CanRead(key.Type, text)
               select $"{key.Path} '{text}' is not {Expected(key)}",
        ];
        if (faults is not [])
            throw new OptionsValidationException(section.Path, section.Type, faults);
    }

    private static bool CanRead(Type type, string text)
    {
        // An environment variable without a value: nothing, where there may be nothing.
        if (text is "")
            return !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;

        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text) is not null;
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or OverflowException)
        {
            return false;
        }
    }

    private static string Expected(SettingKey key) => key.TypeText switch
    {
        "switch" => "true or false",
        "duration" => "a duration such as 00:15:00",
        "number" => "a number it can hold",
        "text" => "an address",
        var names => names.Replace(" \\|", ",", StringComparison.Ordinal) + " (one of them)",
    };
}
