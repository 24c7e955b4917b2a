using IdentityServer.Data;
using IdentityServer.Data.Jobs;
using IdentityServer.TestKit.Databases;
using Microsoft.Extensions.Logging.Abstractions;

namespace IdentityServer.Tests.Data.Jobs;

[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class JobLoopTests(DatabaseKind kind) : DatabaseFixture(kind)
{
    private static readonly Statement Steal = new("""UPDATE "JobLeases" SET "Holder" = @holder, "Until" = @until WHERE "Name" = @name""");

    private readonly HurriedClock clock = new();

    private JobLeaseStore Leases => new(HotTables, clock);

    [Test]
    public async Task One_instance_runs_a_job_and_the_others_wait()
    {
        var job = new CountingJob();
        var (first, second) = (Loop(job), Loop(job));

        await first.TurnAsync(CancellationToken.None);
        await second.TurnAsync(CancellationToken.None);
        await first.TurnAsync(CancellationToken.None);

        Assert.That(job.Runs, Is.EqualTo(2));
    }

    [Test]
    public async Task The_lease_of_an_instance_that_died_ends_by_itself()
    {
        var job = new CountingJob();
        await Loop(job).TurnAsync(CancellationToken.None);
        var survivor = Loop(job);

        clock.Advance(job.Period + TimeSpan.FromSeconds(59));
        await survivor.TurnAsync(CancellationToken.None);
        Assert.That(job.Runs, Is.EqualTo(1), "still held");

        clock.Advance(TimeSpan.FromSeconds(2));
        await survivor.TurnAsync(CancellationToken.None);
        Assert.That(job.Runs, Is.EqualTo(2));
    }

    [Test]
    public async Task An_instance_that_stops_hands_over_at_once()
    {
        var job = new CountingJob();
        using var stopping = new CancellationTokenSource();
        var first = Loop(job).RunAsync(stopping.Token);
        await job.Ran;

        await stopping.CancelAsync();
        await first;
        await Loop(job).TurnAsync(CancellationToken.None);

        Assert.That(job.Runs, Is.EqualTo(2));
    }

    [Test]
    public async Task Of_many_who_ask_for_a_lease_at_once_one_gets_it()
    {
        var name = Guid.NewGuid().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() =>
            Leases.TryHoldAsync(name, Guid.NewGuid(), TimeSpan.FromMinutes(1), CancellationToken.None))));

        Assert.That(answers.Count(held => held), Is.EqualTo(1));
    }

    [Test]
    public async Task A_job_that_fails_is_tried_again_after_pauses_that_grow_to_a_limit()
    {
        var job = new CountingJob { Work = _ => throw new InvalidOperationException("broken") };
        var loop = Loop(job);

        List<TimeSpan> pauses = [];
        for (var i = 0; i < 12; i++)
            pauses.Add(await loop.TurnAsync(CancellationToken.None));

        Assert.That(job.Runs, Is.EqualTo(12));
        Assert.That(pauses, Is.Ordered);
        Assert.That((pauses[0], pauses[^1]), Is.EqualTo((TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5))));
    }

    [Test]
    public async Task After_a_failure_one_success_returns_the_job_to_its_period()
    {
        var job = new CountingJob { Work = _ => throw new InvalidOperationException("broken") };
        var loop = Loop(job);
        await loop.TurnAsync(CancellationToken.None);
        job.Work = _ => Task.CompletedTask;

        Assert.That(await loop.TurnAsync(CancellationToken.None), Is.EqualTo(job.Period));
    }

    [Test]
    public async Task A_long_job_keeps_its_lease()
    {
        var job = new CountingJob();
        var (working, renewed) = (new TaskCompletionSource(), new TaskCompletionSource());
        job.Work = async cancellation =>
        {
            working.SetResult();
            await renewed.Task.WaitAsync(cancellation);
        };
        var first = Loop(job).TurnAsync(CancellationToken.None);
        await working.Task;

        for (var i = 0; i < 5; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(TimeSpan.FromMilliseconds(150)); // several looks of the keeper, whose twenty seconds are twenty milliseconds here
            Assert.That(await Leases.TryHoldAsync(job.Name, Guid.NewGuid(), TimeSpan.FromMinutes(1), CancellationToken.None), Is.False);
        }

        renewed.SetResult();
        await first;
        Assert.That(job.WasCancelled, Is.False);
    }

    [Test]
    public async Task A_job_that_lost_its_lease_is_stopped()
    {
        var job = new CountingJob { Work = cancellation => Task.Delay(Timeout.Infinite, cancellation) };
        var started = Loop(job).TurnAsync(CancellationToken.None);
        await job.Ran;

        await HotTables.WriteAsync(new Unit().Require(Steal, Guid.NewGuid(), clock.GetUtcNow().AddHours(1), job.Name), CancellationToken.None);
        clock.Advance(TimeSpan.FromMinutes(2));
        await started.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.That(job.WasCancelled, Is.True);
    }

    private JobLoop Loop(IJob job) => new(job, Leases, clock, NullLogger.Instance);
}
