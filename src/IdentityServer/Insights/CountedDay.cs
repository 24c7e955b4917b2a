using IdentityServer.Shared.Telemetry;

namespace IdentityServer.Insights;

/// <summary>A count with its labels by name.</summary>
internal sealed record CountedDay(DateOnly Day, IReadOnlyDictionary<string, string> Labels, long Count)
{
    public static CountedDay Of(Measure measure, DailyCount row) => new(
        DateOnly.FromDateTime(row.Day.UtcDateTime),
        measure.Labels.Zip(row.Labels.Split('|')).ToDictionary(label => label.First, label => label.Second),
        row.Count);
}
