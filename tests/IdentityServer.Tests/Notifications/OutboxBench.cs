using System.Globalization;
using IdentityServer.Data;
using IdentityServer.Data.Protection;
using IdentityServer.Notifications;
using IdentityServer.Notifications.Delivery;
using IdentityServer.Notifications.Mime;
using IdentityServer.Notifications.Notices;
using IdentityServer.Notifications.Rendering;
using IdentityServer.Shared;
using IdentityServer.Shared.Branding;
using IdentityServer.Shared.Edge;
using IdentityServer.Shared.Telemetry;
using IdentityServer.TestKit;
using IdentityServer.TestKit.Databases;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IdentityServer.Tests.Notifications;

/// <summary>The room on one database, with a mail server that the test plays. Two benches are two instances.</summary>
internal sealed class OutboxBench
{
    public static readonly Notice Notice = PasskeyNotices.Added("Blue key", new("Repudiate", "/not-me"));

    private readonly TestDatabase database;
    private readonly MasterKey master = new(() => new byte[32]);

    public OutboxBench(TestDatabase database, ManualClock clock)
    {
        this.database = database;
        Clock = clock;
        var settings = Options.Create(Settings);
        var seal = new OutboxSeal(master);
        Bell = new Doorbell();
        Store = new OutboxStore(database.HotTables, new ContextFactory(database), clock);
        Outbox = new Outbox(Renderer(new HttpContextAccessor()), seal, Bell, settings, clock);
        Courier = new Courier(Store, seal, Sender, [], Tally(clock), settings, clock, NullLogger<Courier>.Instance);
    }

    public ManualClock Clock { get; }

    public NotificationOptions Settings { get; } = new() { Sender = MailSender.Smtp, Tries = 3 };

    public FakeSender Sender { get; } = new();

    public Doorbell Bell { get; }

    public OutboxStore Store { get; }

    public Outbox Outbox { get; }

    public Courier Courier { get; }

    public static Recipient To(string address, string language = "en") =>
        MailboxAddress.TryParse(address, out var mailbox)
            ? new(mailbox, new CultureInfo(language)) { AccountId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), UserName = "ada" }
            : throw new ArgumentException(address);

    public static NoticeRenderer Renderer(IHttpContextAccessor accessor, ServerOptions? server = null)
    {
        var words = new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance);
        var options = Options.Create(server ?? new ServerOptions { Issuer = "https://id.example.com", RelyingPartyName = "Example ID" });
        return new(
            new StringLocalizer<NoticeWords>(words), new StringLocalizer<SharedResources>(words),
            new NoticeOrigin(accessor, Options.Create(new EdgeOptions { CountryHeader = "X-Country" })), BrandOf(options), options);
    }

    public static MimeWriter Mime(NotificationOptions options)
    {
        var server = Options.Create(new ServerOptions { Issuer = "https://id.example.com", RelyingPartyName = "Example ID" });
        return new(Options.Create(options), server, BrandOf(server));
    }

    /// <summary>One unit, committed.</summary>
    public async Task WriteAsync(Recipient recipient, Notice? notice = null) =>
        await database.HotTables.WriteAsync(Outbox.Add(new Unit(), recipient, notice ?? Notice), CancellationToken.None);

    /// <summary>What the loop does once.</summary>
    public async Task DeliverAsync()
    {
        foreach (var message in await Store.DueAsync(100, CancellationToken.None))
            await Courier.DeliverAsync(message);
    }

    public async Task<List<OutboxMessage>> RowsAsync()
    {
        await using var context = database.NewContext();
        return await context.Set<OutboxMessage>().AsNoTracking().ToListAsync();
    }

    public async Task ClearAsync()
    {
        await using var context = database.NewContext();
        await context.Set<OutboxMessage>().ExecuteDeleteAsync();
    }

    private static Brand BrandOf(IOptions<ServerOptions> server) => new(Options.Create(new BrandingOptions()), server);

    private static Tally Tally(TimeProvider clock) =>
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), clock);
}

internal sealed class FakeSender : IMailSender
{
    public List<Mail> Sent { get; } = [];

    public SendOutcome Answer { get; set; } = new SendOutcome.Sent();

    public Task<SendOutcome> SendAsync(Mail mail, CancellationToken cancellation)
    {
        lock (Sent)
            Sent.Add(mail);
        return Task.FromResult(Answer);
    }
}
