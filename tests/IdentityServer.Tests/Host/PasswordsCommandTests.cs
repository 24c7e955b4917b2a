using System.Text.Json;
using IdentityServer.Host.Commands;
using IdentityServer.Notifications;
using IdentityServer.TestKit;
using IdentityServer.Tests.Passkeys.Passwords;
using Microsoft.EntityFrameworkCore;

namespace IdentityServer.Tests.Host;

internal sealed class PasswordsCommandTests
{
    private PasswordPeople people;
    private Guid bob;

    [SetUp]
    public async Task StartAsync()
    {
        people = new();
        bob = await people.AddAsync(groups: ["staff"]);
    }

    [TearDown]
    public ValueTask StopAsync() => people.DisposeAsync();

    [TestCase(true)]
    [TestCase(false)]
    public async Task Whoever_would_be_stranded_is_named_with_the_reasons_and_keeps_the_password(bool dry)
    {
        var answer = await RunAsync(["passwords", "switch-off", "--group", "staff", "--json", .. dry ? ["--dry-run"] : Array.Empty<string>()]);

        Assert.That(answer.Exit, Is.EqualTo(ExitCode.Done), answer.Error);
        var stranded = JsonDocument.Parse(answer.Output).RootElement.GetProperty("stranded")[0];
        Assert.That(stranded.GetProperty("userName").GetString(), Is.EqualTo("bob"));
        Assert.That(stranded.GetProperty("obstacles").EnumerateArray().Select(it => it.GetString()), Is.EqualTo(["passkeys", "practice"]));
        Assert.That((await people.RowOfAsync(bob))!.SwitchOffAt, Is.Null);
        await people.ChangeAsync(async database => Assert.That(await database.Set<OutboxMessage>().CountAsync(), Is.EqualTo(dry ? 0 : 1)));
    }

    [Test]
    public async Task A_group_without_passwords_is_refused() =>
        Assert.That((await RunAsync("passwords", "switch-off", "--group", "nobody")).Error, Does.StartWith("nobody:"));

    [TestCase("29")]
    [TestCase("366")]
    [TestCase("-1")]
    public async Task A_day_too_soon_or_too_far_is_a_slip(string days) =>
        Assert.That((await RunAsync("passwords", "switch-off", "--group", "staff", "--in-days", days)).Exit, Is.EqualTo(ExitCode.Usage));

    [Test, Property("Case", "MG-09")]
    public async Task A_password_is_suspended_counted_and_brought_back()
    {
        var suspended = await RunAsync("passwords", "suspend", "bob");
        var again = await RunAsync("passwords", "suspend", "bob");
        var report = await RunAsync("passwords", "report");
        var back = await RunAsync("passwords", "switch-on", "bob@example.com");

        Assert.That((suspended.Exit, again.Exit, back.Exit), Is.EqualTo((ExitCode.Done, ExitCode.Refused, ExitCode.Done)));
        Assert.That(report.Output, Does.Contain("0  password only").And.Contain("1  password switched off"));
        Assert.That((await people.RowOfAsync(bob))!.SwitchedOffAt, Is.Null);
    }

    [TestCase("suspend")]
    [TestCase("switch-on")]
    public async Task Nobody_has_no_password(string command) =>
        Assert.That((await RunAsync("passwords", command, "nobody")).Error, Does.StartWith("unknown_user:"));

    private Task<CommandAnswer> RunAsync(params string[] arguments) => CommandAnswer.OfAsync(people.Host.DataDirectory, arguments);
}
