using System.Globalization;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Shared.Components;

/// <summary>An instant as people say it: how long ago while that is near, the date after that.</summary>
internal static class Moment
{
    public static string Relative(DateTimeOffset instant, DateTimeOffset now, IStringLocalizer text, TimeZoneInfo? zone = null)
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
            _ => Format(instant, text[In(instant, zone).Year == In(now, zone).Year ? "Time.DayFormat" : "Time.DateFormat"], zone),
        };

        string Say(string ago, string ahead, int count) => text[past > TimeSpan.Zero ? ago : ahead, count];
    }

    public static string Absolute(DateTimeOffset instant, IStringLocalizer text, TimeZoneInfo? zone = null) =>
        Format(instant, text["Time.FullFormat"], zone) + (zone is null ? " UTC" : $" ({zone.Id})");

    private static string Format(DateTimeOffset instant, string format, TimeZoneInfo? zone) => In(instant, zone).ToString(format, CultureInfo.CurrentCulture);

    private static DateTimeOffset In(DateTimeOffset instant, TimeZoneInfo? zone) => TimeZoneInfo.ConvertTime(instant, zone ?? TimeZoneInfo.Utc);
}
