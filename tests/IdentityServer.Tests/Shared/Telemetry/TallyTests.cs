using System.Diagnostics.Metrics;
using IdentityServer.Shared.Telemetry;
using IdentityServer.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.Shared.Telemetry;

internal sealed class TallyTests
{
    private readonly ManualClock clock = new();
    private ServiceProvider services = null!;
    private Tally tally = null!;

    [SetUp]
    public void NewTally()
    {
        services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        tally = new(services.GetRequiredService<IMeterFactory>(), clock);
    }

    [TearDown]
    public void Dispose() => services.Dispose();

    [Test]
    public void What_happens_twice_counts_two()
    {
        tally.Count(Measures.StepUps, "admin", "succeeded");
        tally.Count(Measures.StepUps, "admin", "succeeded");
        tally.Count(Measures.StepUps, "admin", "failed");

        Assert.That(tally.Take(), Is.EquivalentTo(new[] { Counted("admin|succeeded", 2), Counted("admin|failed", 1) }));
        Assert.That(tally.Take(), Is.Empty);
    }

    [Test]
    public void Every_day_is_counted_apart()
    {
        tally.Count(Measures.StepUps, "admin", "succeeded");
        clock.Advance(TimeSpan.FromDays(1));
        tally.Count(Measures.StepUps, "admin", "succeeded");

        Assert.That(tally.Take().Select(count => count.Key.Day), Is.Unique);
    }

    [TestCase("somebody@example.com")]
    [TestCase("a|b")]
    [TestCase("x\n")]
    [TestCase("a name that is longer than any name we would ever give")]
    public void What_cannot_be_a_word_of_ours_becomes_other(string value)
    {
        tally.Count(Measures.StepUps, value, "failed");

        Assert.That(tally.Take(), Is.EqualTo(new[] { Counted("other|failed", 1) }));
    }

    [Test]
    public void A_label_too_few_is_a_mistake_of_ours() =>
        Assert.That(() => tally.Count(Measures.StepUps, "admin"), Throws.ArgumentException);

    [Test]
    public void Counts_that_could_not_be_kept_are_added_again()
    {
        tally.Count(Measures.StepUps, "admin", "failed");
        var taken = tally.Take();
        tally.Count(Measures.StepUps, "admin", "failed");

        tally.PutBack(taken);

        Assert.That(tally.Take(), Is.EqualTo(new[] { Counted("admin|failed", 2) }));
    }

    [Test]
    public async Task Nothing_is_lost_between_counting_and_taking()
    {
        const int each = 20_000;
        var taken = 0L;
        using var done = new CancellationTokenSource();
        var taking = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
                taken += tally.Take().Sum(count => count.Value);
        }, CancellationToken.None);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < each; i++)
                tally.Count(Measures.StepUps, "admin", "failed");
        })));
        await done.CancelAsync();
        await taking;

        Assert.That(taken + tally.Take().Sum(count => count.Value), Is.EqualTo(4 * each));
    }

    [Test]
    public void Made_up_labels_cannot_fill_the_memory()
    {
        for (var i = 0; i < 12_000; i++)
            tally.Count(Measures.StepUps, $"class{i}", "failed");

        Assert.That(tally.Take(), Has.Count.EqualTo(10_000));
    }

    [Test]
    public void Telemetry_sees_the_same_counts_with_labels_by_name()
    {
        List<string> seen = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == services.GetRequiredService<IMeterFactory>())
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            seen.Add($"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}"));
        listener.Start();

        new Funnel(tally).Record(
            CeremonyKind.StepUp, Mediation.Conditional, FunnelEdge.BrowserResolved, BrowserErrors.Known("NotAllowedError"), "Safari", TimeSpan.FromSeconds(3));

        Assert.That(seen, Is.EqualTo(new[]
        {
            "identityserver.ceremonies 1 ceremony=step_up mediation=conditional edge=browser_resolved reason=NotAllowedError browser=Safari elapsed=1-10s",
        }));
    }

    [TestCase(null, "")]
    [TestCase(0.4, "<1s")]
    [TestCase(1.0, "1-10s")]
    [TestCase(59.9, "10-60s")]
    [TestCase(61.0, ">60s")]
    [TestCase(300.0, "timeout")]
    public void Times_fall_into_classes(double? seconds, string expected) =>
        Assert.That(Elapsed.Class(seconds is { } value ? TimeSpan.FromSeconds(value) : null), Is.EqualTo(expected));

    [TestCase("NotAllowedError", "NotAllowedError")]
    [TestCase("<script>", "UnknownError")]
    [TestCase(null, "UnknownError")]
    public void Only_names_that_browsers_use_are_names(string? name, string expected) =>
        Assert.That(BrowserErrors.Known(name), Is.EqualTo(expected));

    private KeyValuePair<TallyKey, long> Counted(string labels, long count) =>
        new(new(clock.GetUtcNow().UtcDateTime.Date, Measures.StepUps.Name, labels), count);
}
