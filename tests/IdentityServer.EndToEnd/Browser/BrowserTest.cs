using IdentityServer.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace IdentityServer.EndToEnd.Browser;

/// <summary>
/// A fixture that drives the real server on a real port with a real browser. The server lives as long as the fixture,
/// the browser's profile as long as the test. Whatever the browser complains about fails the test.
/// </summary>
[TestFixture]
internal abstract class BrowserTest
{
    private TestHost? host;
    private IBrowserContext? context;
    private Complaints? complaints;
    private readonly List<IBrowserContext> others = [];

    protected TestHost Host => host ?? throw new InvalidOperationException("The server starts before the first test.");

    protected IBrowserContext Context => context ?? throw new InvalidOperationException("The browser opens before each test.");

    protected Complaints Complaints => complaints ?? throw new InvalidOperationException("The browser opens before each test.");

    protected IPage Page { get; private set; } = null!; // set before each test

    /// <summary>The keys this browser can use. They exist before the first navigation, as they must.</summary>
    protected VirtualAuthenticators Authenticators { get; private set; } = null!; // set before each test

    protected string Origin { get; private set; } = "";

    protected virtual IEnumerable<KeyValuePair<string, string?>> Settings => [];

    /// <summary>The last word on the server's services.</summary>
    protected virtual void Fake(IServiceCollection services)
    {
    }

    [OneTimeSetUp]
    public void StartServer()
    {
        host = new TestHost { Fakes = Fake };
        foreach (var (key, value) in Settings)
            host.Settings[key] = value;

        // The browser has a clock of its own; the server's starts at the same moment.
        host.Clock.Set(TimeProvider.System.GetUtcNow());
        Origin = host.Listen();
    }

    [OneTimeTearDown]
    public async Task StopServerAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
    }

    [SetUp]
    public async Task OpenBrowserAsync()
    {
        context = await NewContextAsync();
        complaints = await Complaints.ListenAsync(context);
        (Page, Authenticators) = await OpenPageAsync();
    }

    [TearDown]
    public async Task CloseBrowserAsync()
    {
        foreach (var open in others.Prepend(context).OfType<IBrowserContext>())
            await open.CloseAsync();
        others.Clear();
        complaints?.ShouldBeNone();
    }

    /// <summary>A further tab of the same browser, with keys of its own.</summary>
    protected async Task<(IPage Page, VirtualAuthenticators Authenticators)> OpenPageAsync()
    {
        var page = await Context.NewPageAsync();
        return (page, await VirtualAuthenticators.EnableAsync(page));
    }

    /// <summary>Another device: its own cookies and keys.</summary>
    protected async Task<(IPage Page, VirtualAuthenticators Authenticators)> OpenOtherDeviceAsync()
    {
        var other = await NewContextAsync();
        others.Add(other);
        await Complaints.AlsoListenAsync(other);
        var page = await other.NewPageAsync();
        return (page, await VirtualAuthenticators.EnableAsync(page));
    }

    private async Task<IBrowserContext> NewContextAsync()
    {
        var opened = await Chromium.Current.NewContextAsync(new()
        {
            BaseURL = Origin,
            Locale = "en-GB",
            ColorScheme = ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = 1280, Height = 800 },
        });
        opened.SetDefaultTimeout(10_000);
        return opened;
    }

    /// <summary>WCAG 2.2 AA as far as a machine can tell.</summary>
    protected Task ShouldBeAccessibleAsync() => Accessibility.CheckAsync(Page);

    /// <summary>
    /// Light, dark, 320 px and German: each is checked for accessibility and pictured under artifacts/screenshots. The
    /// page must survive being loaded again.
    /// </summary>
    protected Task ShouldLookRightAsync(string name) => Appearance.CheckAsync(Page, name);
}
