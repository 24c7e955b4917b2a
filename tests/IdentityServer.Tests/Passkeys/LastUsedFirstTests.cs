using System.Buffers.Text;
using System.Text.Json;
using IdentityServer.TestKit;
using IdentityServer.TestKit.SoftAuthenticator;

namespace IdentityServer.Tests.Passkeys;

/// <summary>Of several passkeys the one that was used last comes first, for people this browser knows and for nobody else.</summary>
[Property("Case", "S1-40")]
internal sealed class LastUsedFirstTests
{
    private TestHost host;
    private Visitor ada;
    private Visitor elsewhere;

    [SetUp]
    public async Task SetUpServerAsync()
    {
        host = new TestHost();
        ada = await Visitor.SetUpAsync(host);
        await ada.SignInAsync();
        elsewhere = ada.WithAnotherDevice();
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await elsewhere.EnrolAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        elsewhere.Dispose();
        ada.Dispose();
        await host.DisposeAsync();
    }

    [Test]
    public async Task Whoever_comes_back_is_asked_for_the_one_they_used_last()
    {
        await UseAsync(ada);
        Assert.That(await ListedAsync("sign-in", new { returning = true }), Is.EqualTo(new[] { First, Second }));

        await UseAsync(elsewhere);
        Assert.That(await ListedAsync("sign-in", new { returning = true }), Is.EqualTo(new[] { Second, First }));
    }

    [Test]
    public async Task Whoever_confirms_that_it_is_them_is_too()
    {
        await UseAsync(ada);

        Assert.That(await ListedAsync("step-up", new { }), Is.EqualTo(new[] { First, Second }));
    }

    [Test]
    public async Task A_name_that_somebody_typed_is_answered_in_an_order_that_never_changes()
    {
        await UseAsync(ada);
        var before = await ListedAsync("sign-in", new { identifier = "ada" });
        await UseAsync(elsewhere);

        Assert.That(await ListedAsync("sign-in", new { identifier = "ada" }), Is.EqualTo(before));
    }

    private string First => IdOf(ada.Device);

    private string Second => IdOf(elsewhere.Device);

    private static string IdOf(SoftBrowser device) => Base64Url.EncodeToString(device.Passkeys.Single().CredentialId);

    private async Task UseAsync(Visitor visitor)
    {
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        (await visitor.SignInAsync()).EnsureSuccessStatusCode();
    }

    private async Task<IEnumerable<string?>> ListedAsync(string kind, object question)
    {
        var (_, options) = await ada.AskAsync(kind, question);
        return JsonDocument.Parse(options).RootElement.GetProperty("allowCredentials").EnumerateArray().Select(it => it.GetProperty("id").GetString());
    }
}
