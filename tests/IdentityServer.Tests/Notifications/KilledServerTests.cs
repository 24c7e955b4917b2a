using IdentityServer.Notifications.Pickup;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Tests.Notifications;

internal sealed class KilledServerTests
{
    [Test, Category("Slow")]
    public async Task What_was_committed_when_the_server_was_killed_is_sent_after_the_next_start()
    {
        using var left = new TemporaryDirectory();
        await using (var host = new TestHost { Settings = { ["IdentityServer:Notifications:Smtp:Host"] = "localhost", ["IdentityServer:Notifications:Smtp:Port"] = "1", ["IdentityServer:Notifications:From"] = "id@example.com" } })
        {
            using var ada = await Visitor.SetUpAsync(host);
            await new MailBox(host).GiveAddressAsync("ada", "ada@example.com");
            await AddPasskeyAsync(ada);
            // As a kill leaves it: nothing flushed, nothing given back.
            foreach (var file in Directory.EnumerateFiles(host.DataDirectory))
                File.Copy(file, left.File(Path.GetFileName(file)));
        }

        await using var next = await HostProcess.StartAsync(left.Path);
        var mails = await WaitForMailAsync(left.File("mail"));

        Assert.That(mails.Single().To, Is.EqualTo("ada@example.com"));
    }

    private static async Task<List<ReceivedMail>> WaitForMailAsync(string directory)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!Directory.Exists(directory) || !Directory.EnumerateFiles(directory, "*.eml").Any())
            await Task.Delay(50, patience.Token);

        return [.. Directory.EnumerateFiles(directory, "*.eml").Select(ReceivedMail.Read)];
    }

    private static async Task AddPasskeyAsync(Visitor visitor)
    {
        await visitor.SignInAsync();
        await visitor.StepUpAsync();
        using var other = new SoftBrowser(Visitor.Origin);
        var (ceremony, options) = await visitor.AskAsync("registration", new { occasion = "Settings" });
        await visitor.AnswerAsync("registration", ceremony, other.Create(options)!);
    }
}
