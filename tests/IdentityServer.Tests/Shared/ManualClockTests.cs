using IdentityServer.TestKit;

namespace IdentityServer.Tests.Shared;

internal sealed class ManualClockTests
{
    private readonly ManualClock clock = new() { DrivesTimers = true };

    [Test]
    public void Who_waits_waits_to_the_moment_and_no_longer()
    {
        var wait = Task.Delay(TimeSpan.FromSeconds(5), clock);

        clock.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromMilliseconds(1));
        Assert.That(wait.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(wait.IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public void Who_gives_up_is_not_waited_for()
    {
        using var patience = new CancellationTokenSource();
        var wait = Task.Delay(TimeSpan.FromSeconds(5), clock, patience.Token);

        patience.Cancel();
        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.That(wait.IsCanceled, Is.True);
    }

    [Test]
    public async Task Who_comes_again_and_again_comes_at_every_moment()
    {
        var rings = 0;
        await using var timer = clock.CreateTimer(_ => rings++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.That(rings, Is.EqualTo(3));
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.That(rings, Is.EqualTo(3));
    }

    [Test]
    public async Task The_test_hears_that_somebody_waits()
    {
        var seen = clock.WaitersAsync(TimeSpan.FromSeconds(3), 2);

        _ = Task.Delay(TimeSpan.FromSeconds(3), clock);
        Assert.That(seen.IsCompleted, Is.False);
        _ = Task.Delay(TimeSpan.FromSeconds(3), clock);

        await seen;
    }
}
