using System.Globalization;
using IdentityServer.Shared;
using IdentityServer.Shared.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace IdentityServer.Tests.Shared.Components;

internal sealed class MomentTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    private ServiceProvider services;

    [OneTimeSetUp]
    public void Start() => services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();

    [OneTimeTearDown]
    public void Stop() => services.Dispose();

    [TestCase("2026-03-10T11:59:30Z", "just now", "gerade eben")]
    [TestCase("2026-03-10T11:58:59Z", "1 minute ago", "vor 1 Minute")]
    [TestCase("2026-03-10T11:15:00Z", "45 minutes ago", "vor 45 Minuten")]
    [TestCase("2026-03-10T11:00:00Z", "1 hour ago", "vor 1 Stunde")]
    [TestCase("2026-03-09T13:00:00Z", "23 hours ago", "vor 23 Stunden")]
    [TestCase("2026-03-09T12:00:00Z", "1 day ago", "vor 1 Tag")]
    [TestCase("2026-03-04T00:00:00Z", "6 days ago", "vor 6 Tagen")]
    [TestCase("2026-03-03T12:00:00Z", "3 March", "3. März")]
    [TestCase("2025-03-03T12:00:00Z", "3 March 2025", "3. März 2025")]
    [TestCase("2026-03-10T12:10:00Z", "in 10 minutes", "in 10 Minuten")]
    [TestCase("2026-03-12T12:10:00Z", "in 2 days", "in 2 Tagen")]
    [TestCase("2026-04-12T12:10:00Z", "12 April", "12. April")]
    public void An_instant_is_told_as_people_say_it(string instant, string english, string german)
    {
        Assert.That(Relative(instant, "en"), Is.EqualTo(english));
        Assert.That(Relative(instant, "de"), Is.EqualTo(german));
    }

    [Test]
    public void The_full_date_names_its_zone() => Assert.That(
        In("en", text => Moment.Absolute(Now, text)), Is.EqualTo("10 March 2026, 12:00 UTC"));

    private string Relative(string instant, string language) =>
        In(language, text => Moment.Relative(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), Now, text));

    private string In(string language, Func<IStringLocalizer, string> say)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new(language);
            return say(services.GetRequiredService<IStringLocalizer<SharedResources>>());
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
