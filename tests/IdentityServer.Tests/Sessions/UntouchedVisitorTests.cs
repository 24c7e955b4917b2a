using System.Net.Http.Json;
using IdentityServer.Data;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityServer.Tests.Sessions;

/// <summary>Whoever only looks leaves no session, and a session that only is looked through is not written again.</summary>
[Property("Case", "S4-19")]
internal sealed class UntouchedVisitorTests
{
    private RecordedTables tables;
    private TestHost host;

    [SetUp]
    public void Start() => host = new()
    {
        Fakes = services => services.AddSingleton<IHotTables>(all => tables = new(all.GetRequiredService<DatabaseProvider>().HotTables)),
    };

    [TearDown]
    public ValueTask StopAsync() => host.DisposeAsync();

    [Test]
    public async Task A_visitor_who_proves_nothing_has_no_session()
    {
        using var stranger = new Visitor(host);

        List<HttpResponseMessage> answers = [];
        foreach (var path in (string[])["/", "/sign-in", "/sign-in/password", "/sign-up", "/account/passkeys", "/no-such-page"])
            answers.Add(await stranger.Http.GetAsync(path));
        answers.Add(await stranger.Http.PostAsJsonAsync("/passkeys/sign-in/options", new { }));

        Assert.That(WritesOfSessions(), Is.Empty);
        Assert.That(answers.SelectMany(Cookies), Has.None.StartWith("__Host-session="));
    }

    [Test]
    public async Task Looking_around_within_a_minute_writes_the_session_no_more()
    {
        using var ada = await Visitor.SetUpAsync(host);
        await ada.SignInAsync();
        Assert.That(WritesOfSessions(), Is.Not.Empty, "the sign-in itself is seen here");

        host.Clock.Advance(TimeSpan.FromSeconds(59));
        List<HttpResponseMessage> answers = [];
        foreach (var path in (string[])["/account/passkeys", "/account/security", "/account/profile", "/account/passkeys"])
            answers.Add(await ada.Http.GetAsync(path));

        Assert.That(answers, Has.All.Property(nameof(HttpResponseMessage.IsSuccessStatusCode)).True);
        Assert.That(WritesOfSessions(), Is.Empty);
        Assert.That(answers.SelectMany(Cookies), Has.None.StartWith("__Host-session="));
    }

    [Test]
    public async Task After_a_minute_it_is_written_once_that_it_was_used()
    {
        using var ada = await Visitor.SetUpAsync(host);
        await ada.SignInAsync();
        WritesOfSessions();

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var time = 0; time < 3; time++)
            await ada.Http.GetAsync("/account/passkeys");

        Assert.That(WritesOfSessions(), Has.Count.EqualTo(1).And.All.Contain("\"LastSeenAt\""));
    }

    private List<string> WritesOfSessions() => [.. tables.Take().Where(sql =>
        sql.TrimStart().StartsWith("UPDATE \"Sessions\"", StringComparison.Ordinal) || sql.TrimStart().StartsWith("INSERT INTO \"Sessions\"", StringComparison.Ordinal))];

    private static IEnumerable<string> Cookies(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [];
}
