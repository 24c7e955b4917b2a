using System.Globalization;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Shared.Components;

/// <summary>An instant as people say it: how long ago while that is near, the date after that.</summary>
internal static class Moment
{
    public static string Relative(DateTimeOffset instant, DateTimeOffset now, IStringLocalizer text)
    {
        var past = now - instant;
        return past.Duration() switch
        {
            { TotalSeconds: < 60 } => text["Time.Now"],
            { TotalMinutes: < 2 } => Say("Time.MinuteAgo", "Time.InMinute", 1),
            { TotalHours: < 1 } and var span => Say("Time.MinutesAgo", "Time.InMinutes", (int)span.TotalMinutes),
            { TotalHours: < 2 } => Say("Time.HourAgo", "Time.InHour", 1),
            { TotalDays: < 1 } and var span => Say("Time.HoursAgo", "Time.InHours", (int)span.TotalHours),
            { TotalDays: < 2 } => Say("Time.DayAgo", "Time.InDay", 1),
            { TotalDays: < 7 } and var span => Say("Time.DaysAgo", "Time.InDays", (int)span.TotalDays),
            _ => Format(instant, text[instant.UtcDateTime.Year == now.UtcDateTime.Year ? "Time.DayFormat" : "Time.DateFormat"]),
        };

        string Say(string ago, string ahead, int count) => text[past > TimeSpan.Zero ? ago : ahead, count];
    }

    public static string Absolute(DateTimeOffset instant, IStringLocalizer text) => Format(instant, text["Time.FullFormat"]) + " UTC";

    private static string Format(DateTimeOffset instant, string format) => instant.UtcDateTime.ToString(format, CultureInfo.CurrentCulture);
}
