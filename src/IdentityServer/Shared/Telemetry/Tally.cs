using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics.Metrics;

namespace IdentityServer.Shared.Telemetry;

/// <summary>
/// Counts without waiting for anything: the telemetry counter goes up, and a number in memory that <see cref="Take"/>
/// hands over every few seconds to whoever keeps it by the day.
/// </summary>
internal sealed class Tally
{
    /// <summary>What somebody from outside wrote where a word of ours was expected.</summary>
    private const string Other = "other";
    private const int LongestLabel = 40;

    // Far more than all labels together allow for; beyond it somebody is making labels up.
    private const int MostAtOnce = 10_000;

    private readonly TimeProvider clock;
    private readonly FrozenDictionary<string, Counter<long>> counters;
    private readonly ConcurrentDictionary<TallyKey, long> counts = new();

    public Tally(IMeterFactory meters, TimeProvider clock)
    {
        this.clock = clock;
        var meter = meters.Create(ServerTelemetry.Name);
        counters = Measures.All.ToFrozenDictionary(
            measure => measure.Name, measure => meter.CreateCounter<long>(measure.Name, description: measure.Description));
    }

    /// <param name="values">One per label of the measure, in their order; empty where it does not apply.</param>
    public void Count(Measure measure, params ReadOnlySpan<string> values)
    {
        if (values.Length != measure.Labels.Length)
            throw new ArgumentException($"{measure.Name} has the labels {string.Join(", ", measure.Labels)}.");

        var tags = new KeyValuePair<string, object?>[values.Length];
        var clean = new string[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            clean[i] = Clean(values[i]);
            tags[i] = new(measure.Labels[i], clean[i]);
        }

        counters[measure.Name].Add(1, tags);
        Keep(new(clock.GetUtcNow().UtcDateTime.Date, measure.Name, string.Join('|', clean)), 1);
    }

    /// <summary>What was counted since the last call. Key by key, so that nothing counted meanwhile is lost.</summary>
    public List<KeyValuePair<TallyKey, long>> Take()
    {
        List<KeyValuePair<TallyKey, long>> taken = [];
        foreach (var key in counts.Keys)
        {
            if (counts.TryRemove(key, out var count))
                taken.Add(new(key, count));
        }

        return taken;
    }

    /// <summary>After a failure to keep them.</summary>
    public void PutBack(IEnumerable<KeyValuePair<TallyKey, long>> taken)
    {
        foreach (var (key, count) in taken)
            Keep(key, count);
    }

    private void Keep(TallyKey key, long count)
    {
        if (counts.ContainsKey(key) || counts.Count < MostAtOnce)
            counts.AddOrUpdate(key, count, (_, before) => before + count);
    }

    private static string Clean(string value) =>
        value.Length <= LongestLabel && value.All(IsPlain) ? value : Other;

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' or ' ' or '<' or '>';
}

/// <param name="Day">Midnight UTC.</param>
/// <param name="Labels">The values, parted by bars.</param>
internal readonly record struct TallyKey(DateTime Day, string Measure, string Labels);
