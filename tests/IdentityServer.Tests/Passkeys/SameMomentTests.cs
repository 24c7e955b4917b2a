using System.Net;
using System.Net.Http.Json;
using IdentityServer.TestKit;
using IdentityServer.Tests.Passkeys.Passwords;

namespace IdentityServer.Tests.Passkeys;

/// <summary>
/// Whether a name or a mailbox is known, all answers wait for the same moment of a clock that only the test moves. What
/// others are answered in between would have reached these, too, if they did not wait.
/// </summary>
[Property("Case", "6.3.8")]
internal sealed class SameMomentTests
{
    private static readonly TimeSpan RefusalTime = TimeSpan.FromMilliseconds(1234);
    private static readonly TimeSpan LookUpTime = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private PasswordPeople people;
    private TestHost host;
    private Visitor visitor;

    [SetUp]
    public async Task StartAsync()
    {
        people = new();
        host = people.Host;
        host.Settings["IdentityServer:Passwords:RefusalTime"] = RefusalTime.ToString("c");
        host.Settings["IdentityServer:SignUp:Mode"] = "Open";
        host.Settings["IdentityServer:Passkeys:NameStep"] = "true";
        await people.AddAsync();
        visitor = new(host);
    }

    [TearDown]
    public ValueTask StopAsync()
    {
        visitor.Dispose();
        return people.DisposeAsync();
    }

    [Test, Property("Case", "MG-15")]
    public async Task A_refused_password()
    {
        await people.AddAsync("carol", withPassword: false);
        await people.SwitchOffAsync(await people.AddAsync("dave"));
        await people.AddAsync("eve");
        await PasswordPeople.SignInAsync(visitor.Http, "eve");
        host.Clock.DrivesTimers = true;

        await SeeAsync(
            [.. new[] { "bob", "carol", "dave", "nobody" }.Select(name => PasswordPeople.SignInAsync(host.NewBrowser(), name, "wrong"))],
            RefusalTime,
            async () => Assert.That((await PasswordPeople.SignInAsync(visitor.Http, "eve")).StatusCode, Is.EqualTo(HttpStatusCode.Redirect)));
    }

    [Test]
    public async Task The_question_for_a_name()
    {
        host.Clock.DrivesTimers = true;

        await SeeAsync([AskAsync(new { identifier = "bob" }), AskAsync(new { identifier = "nobody" })], LookUpTime, () => AskAsync(new { }));
    }

    [Test]
    public async Task A_mailbox_at_the_sign_up()
    {
        host.Clock.DrivesTimers = true;

        await SeeAsync(
            [.. new[] { "bob@example.com", "nobody@example.com" }.Select(address => host.NewBrowser().SendFormAsync("/sign-up", ("Email", address)))],
            LookUpTime,
            () => visitor.Http.SendFormAsync("/sign-up", ("Email", "nonsense")));
    }

    private Task<HttpResponseMessage> AskAsync(object body) => visitor.Http.PostAsJsonAsync("/passkeys/sign-in/options", body);

    private async Task SeeAsync(List<Task<HttpResponseMessage>> answers, TimeSpan time, Func<Task> serveAnother)
    {
        await host.Clock.WaitersAsync(time, answers.Count);
        await ServeOthersAsync();
        Assert.That(answers, Has.All.Property(nameof(Task.IsCompleted)).False, "at once");

        host.Clock.Advance(time - Moment);
        await ServeOthersAsync();
        Assert.That(answers, Has.All.Property(nameof(Task.IsCompleted)).False, "a moment too early");

        host.Clock.Advance(Moment);
        foreach (var answer in await Task.WhenAll(answers).WaitAsync(TimeSpan.FromSeconds(30)))
            Assert.That((int)answer.StatusCode, Is.LessThan(400));

        async Task ServeOthersAsync()
        {
            for (var other = 0; other < 5; other++)
                await serveAnother();
        }
    }
}
