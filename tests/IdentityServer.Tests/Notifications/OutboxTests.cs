using System.Text;
using IdentityServer.Data;
using IdentityServer.Notifications;
using IdentityServer.Notifications.Delivery;
using IdentityServer.Notifications.Notices;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;

namespace IdentityServer.Tests.Notifications;

[TestFixtureSource(typeof(EveryDatabase))]
internal sealed class OutboxTests(DatabaseKind kind) : DatabaseFixture(kind)
{
    private static readonly Recipient Ada = OutboxBench.To("ada@example.com");
    private static readonly Statement Nobody = new("""UPDATE "Outbox" SET "Attempts" = 0 WHERE "Id" = @id""");

    private readonly ManualClock clock = new();
    private OutboxBench bench = null!;
    private OutboxBench other = null!;

    [SetUp]
    public async Task Clear()
    {
        bench = new(Database, clock);
        other = new(Database, clock);
        await bench.ClearAsync();
    }

    [Test]
    public async Task A_mail_goes_once_after_its_unit_is_committed()
    {
        await bench.WriteAsync(Ada);

        await bench.DeliverAsync();
        await bench.DeliverAsync();

        Assert.That(bench.Sender.Sent.Select(mail => mail.To), Is.EqualTo(["ada@example.com"]));
        Assert.That((await bench.RowsAsync()).Single().State, Is.EqualTo(OutboxState.Sent));
    }

    [Test]
    public async Task A_change_that_did_not_happen_is_not_told()
    {
        var unit = bench.Outbox.Add(new Unit(), Ada, OutboxBench.Notice).Require(Nobody, Guid.NewGuid());
        var outcome = await HotTables.WriteAsync(unit, CancellationToken.None);

        await bench.DeliverAsync();

        Assert.That(outcome, Is.EqualTo(UnitOutcome.Missed));
        Assert.That(bench.Sender.Sent, Is.Empty);
    }

    [Test]
    public async Task Instances_that_look_at_the_same_moment_send_each_mail_once()
    {
        foreach (var number in Enumerable.Range(0, 20))
            await bench.WriteAsync(OutboxBench.To($"person{number}@example.com"));
        var (seenHere, seenThere) = (await bench.Store.DueAsync(100, default), await other.Store.DueAsync(100, default));

        await Task.WhenAll([.. seenHere.Select(bench.Courier.DeliverAsync), .. seenThere.Select(other.Courier.DeliverAsync)]);

        Assert.That(seenThere, Has.Count.EqualTo(20));
        Assert.That(bench.Sender.Sent.Concat(other.Sender.Sent).Select(mail => mail.To), Is.Unique.And.Exactly(20).Items);
    }

    [Test]
    public async Task A_server_killed_between_commit_and_sending_leaves_the_mail_to_the_next()
    {
        await bench.WriteAsync(Ada);

        await other.DeliverAsync();

        Assert.That(other.Sender.Sent, Has.Exactly(1).Items);
    }

    [Test]
    public async Task A_server_killed_while_sending_holds_the_mail_for_a_limited_time()
    {
        await bench.WriteAsync(Ada);
        var message = (await bench.Store.DueAsync(1, default)).Single();
        await bench.Store.ClaimAsync(message, clock.GetUtcNow() + bench.Settings.LongestAttempt);

        await other.DeliverAsync();
        Assert.That(other.Sender.Sent, Is.Empty);

        clock.Advance(bench.Settings.LongestAttempt);
        await other.DeliverAsync();
        Assert.That(other.Sender.Sent, Has.Exactly(1).Items);
    }

    [Test]
    public async Task What_fails_is_tried_again_after_growing_waits_and_then_given_up()
    {
        bench.Sender.Answer = new SendOutcome.Failed("recipient_refused 450 4.2.1");
        await bench.WriteAsync(Ada);
        List<TimeSpan> waits = [];

        for (var row = await SingleAsync(); row.State is OutboxState.Waiting; row = await SingleAsync())
        {
            waits.Add(row.NextAttemptAt!.Value - clock.GetUtcNow());
            clock.Set(row.NextAttemptAt.Value);
            await bench.DeliverAsync();
        }

        Assert.That(bench.Sender.Sent, Has.Count.EqualTo(bench.Settings.Tries));
        Assert.That(waits[0], Is.EqualTo(TimeSpan.Zero));
        Assert.That(waits[1].TotalSeconds, Is.InRange(30, 36));
        Assert.That(waits[2].TotalSeconds, Is.InRange(60, 72));
        Assert.That((await SingleAsync()).State, Is.EqualTo(OutboxState.Dead));
        Assert.That((await SingleAsync()).Failure, Is.EqualTo("recipient_refused 450 4.2.1"));
    }

    [Test]
    public async Task What_is_refused_for_good_is_tried_once()
    {
        bench.Sender.Answer = new SendOutcome.Refused("recipient_refused 550 5.1.1");
        await bench.WriteAsync(Ada);

        await bench.DeliverAsync();
        clock.Advance(TimeSpan.FromDays(1));
        await bench.DeliverAsync();

        Assert.That(bench.Sender.Sent, Has.Exactly(1).Items);
        Assert.That((await SingleAsync()).State, Is.EqualTo(OutboxState.Dead));
    }

    [Test]
    public async Task A_pause_of_the_mail_server_costs_no_try()
    {
        bench.Sender.Answer = new SendOutcome.NotTried();
        await bench.WriteAsync(Ada);

        for (var look = 0; look < 10; look++)
        {
            await bench.DeliverAsync();
            clock.Advance(bench.Settings.FirstWait);
        }

        Assert.That((await SingleAsync()).Attempts, Is.Zero);
        Assert.That((await SingleAsync()).State, Is.EqualTo(OutboxState.Waiting));
    }

    [Test]
    public async Task A_mail_that_makes_its_server_die_is_given_up_some_day()
    {
        await bench.WriteAsync(Ada);
        for (var start = 0; start < bench.Settings.Tries; start++)
        {
            var message = (await bench.Store.DueAsync(1, default)).Single();
            await bench.Store.ClaimAsync(message, clock.GetUtcNow() + bench.Settings.LongestAttempt);
            clock.Advance(bench.Settings.LongestAttempt);
        }

        await bench.DeliverAsync();

        Assert.That(bench.Sender.Sent, Is.Empty);
        Assert.That((await SingleAsync()).Failure, Is.EqualTo("interrupted"));
    }

    [Test]
    public async Task The_dead_can_be_tried_again()
    {
        bench.Sender.Answer = new SendOutcome.Refused("content_refused 554");
        await bench.WriteAsync(Ada);
        await bench.DeliverAsync();

        bench.Sender.Answer = new SendOutcome.Sent();
        var count = await bench.Store.RetryDeadAsync(default);
        await bench.DeliverAsync();

        Assert.That(count, Is.EqualTo(1));
        Assert.That((await SingleAsync()).State, Is.EqualTo(OutboxState.Sent));
    }

    [Test]
    public async Task A_link_that_has_expired_is_not_sent()
    {
        var type = new NoticeType("passkey-added") { UsefulFor = TimeSpan.FromMinutes(10) };
        await bench.WriteAsync(Ada, new Notice(type) { Path = "/" });
        clock.Advance(TimeSpan.FromMinutes(10));

        await bench.DeliverAsync();

        Assert.That(bench.Sender.Sent, Is.Empty);
        Assert.That((await SingleAsync()).Failure, Is.EqualTo("expired"));
    }

    [Test]
    public async Task Nobody_is_flooded_and_no_kind_silences_another()
    {
        var perHour = PasskeyNotices.AddedType.PerHour;
        for (var number = 0; number < perHour + 5; number++)
        {
            await bench.WriteAsync(OutboxBench.To(number % 2 == 0 ? "Ada@example.com" : "ada@EXAMPLE.com"));
            clock.Advance(TimeSpan.FromSeconds(1));
            await bench.DeliverAsync();
        }
        await bench.WriteAsync(Ada, PasskeyNotices.Removed("Blue key"));
        await bench.WriteAsync(OutboxBench.To("grace@example.com"));
        await bench.DeliverAsync();

        var states = (await bench.RowsAsync()).GroupBy(row => row.State).ToDictionary(group => group.Key, group => group.Count());
        Assert.That(states[OutboxState.Sent], Is.EqualTo(perHour + 2));
        Assert.That(states[OutboxState.Withheld], Is.EqualTo(5));

        clock.Advance(TimeSpan.FromHours(1));
        await bench.WriteAsync(Ada);
        await bench.DeliverAsync();
        Assert.That(bench.Sender.Sent, Has.Count.EqualTo(perHour + 3));
    }

    [Test]
    public async Task The_table_tells_neither_whom_nor_what()
    {
        await bench.WriteAsync(Ada);

        var row = await SingleAsync();
        var seen = Encoding.Latin1.GetString([.. row.Sealed, .. row.Recipient]) + row.Kind + row.Language + row.Failure;

        Assert.That(seen, Does.Not.Contain("example").And.Not.Contain("ada").IgnoreCase.And.Not.Contain("Blue key"));
    }

    [Test]
    public async Task What_was_sent_is_not_kept()
    {
        await bench.WriteAsync(Ada);
        await bench.DeliverAsync();

        Assert.That((await SingleAsync()).Sealed, Is.Empty);
    }

    [Test]
    public async Task A_mail_that_was_tampered_with_does_not_go()
    {
        await bench.WriteAsync(Ada);
        await HotTables.WriteAsync(
            new Unit().Add(new Statement("""UPDATE "Outbox" SET "Sealed" = @bytes"""), new byte[100]), CancellationToken.None);

        await bench.DeliverAsync();

        Assert.That(bench.Sender.Sent, Is.Empty);
        Assert.That((await SingleAsync()).Failure, Is.EqualTo("damaged"));
    }

    [Test]
    public async Task Erasing_a_person_takes_their_mails_along()
    {
        await bench.WriteAsync(Ada);
        await bench.WriteAsync(OutboxBench.To("grace@example.com"));

        await HotTables.WriteAsync(Outbox.Forget(new Unit(), Ada.AccountId!.Value), CancellationToken.None);
        await bench.DeliverAsync();

        Assert.That(bench.Sender.Sent.Select(mail => mail.To), Is.EqualTo(["grace@example.com"]));
    }

    [Test]
    public async Task A_server_that_sends_nothing_writes_nothing()
    {
        bench.Settings.Sender = MailSender.None;

        Assert.That(bench.Outbox.Add(new Unit(), Ada, OutboxBench.Notice).Steps, Is.Empty);
        Assert.That(await bench.RowsAsync(), Is.Empty);
    }

    private async Task<OutboxMessage> SingleAsync() => (await bench.RowsAsync()).Single();
}
