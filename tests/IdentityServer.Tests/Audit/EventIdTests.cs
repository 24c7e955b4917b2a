using IdentityServer.Audit;

namespace IdentityServer.Tests.Audit;

internal sealed class EventIdTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, 123, TimeSpan.Zero);

    [Test]
    public void It_is_a_version_7_uuid()
    {
        var text = EventId.New(Now).ToString();

        Assert.That(text[14], Is.EqualTo('7'));
        Assert.That(text[19], Is.AnyOf('8', '9', 'a', 'b'));
        Assert.That(Guid.Parse(text).Version, Is.EqualTo(7));
    }

    [Test]
    public void It_knows_its_moment() => Assert.That(EventId.New(Now).OccurredAt, Is.EqualTo(Now));

    [Test]
    public void Its_text_leads_back_to_it()
    {
        var id = EventId.New(Now);

        Assert.That(EventId.TryParse(id.ToString(), out var parsed));
        Assert.That(parsed, Is.EqualTo(id));
        Assert.That(new EventId(id.ToBytes()), Is.EqualTo(id));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("not an id")]
    public void Other_text_is_no_id(string? text) => Assert.That(EventId.TryParse(text, out _), Is.False);

    [Test]
    public void Later_is_greater_down_to_the_microsecond()
    {
        var moments = Enumerable.Range(0, 1000).Select(i => Now.AddMicroseconds(i)).ToList();

        var ids = moments.Select(EventId.New).ToList();

        Assert.That(ids, Is.Ordered);
    }

    [Test]
    public void The_bytes_are_ordered_like_the_ids()
    {
        var ids = Enumerable.Range(0, 200).Select(i => EventId.New(Now.AddMilliseconds(i * 37 % 50))).Order().ToList();

        Assert.That(ids.Select(id => Convert.ToHexString(id.ToBytes())), Is.Ordered);
    }

    [Test]
    public void Before_lies_between_a_moment_and_the_one_before()
    {
        Assert.That(EventId.Before(Now), Is.LessThan(EventId.New(Now)));
        Assert.That(EventId.Before(Now), Is.GreaterThan(EventId.New(Now.AddMilliseconds(-1))));
    }
}
