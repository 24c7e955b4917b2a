using System.Net.Security;
using System.Net.Sockets;
using IdentityServer.Notifications.Delivery;
using IdentityServer.Notifications.Mime;
using IdentityServer.Shared;
using IdentityServer.Shared.Outgoing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace IdentityServer.Notifications.Smtp;

/// <summary>
/// Hands mails to the operator's mail server, over TLS or not at all. Repeating is the outbox's work; here are a limit of
/// time and a pause for a server that keeps failing.
/// </summary>
internal sealed class SmtpSender : IMailSender
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly SmtpOptions options;
    private readonly MimeWriter mime;
    private readonly string ourName;
    private readonly RemoteCertificateValidationCallback? trust;
    private readonly ResiliencePipeline<SendOutcome> pipeline;

    public SmtpSender(
        IOptions<NotificationOptions> notifications, IOptions<ServerOptions> server, IHostEnvironment environment, MimeWriter mime, ILogger<SmtpSender> logger)
    {
        options = notifications.Value.Smtp;
        ourName = server.Value.IssuerHost;
        this.mime = mime;
        trust = options.TrustedCertificates is { } path
            ? new TrustedCertificates(TrustedCertificates.Read(path, environment.ContentRootPath)).Accept
            : null;
        pipeline = new ResiliencePipelineBuilder<SendOutcome>()
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<SendOutcome>
            {
                ShouldHandle = new PredicateBuilder<SendOutcome>().HandleResult(outcome => outcome is SendOutcome.Failed).Handle<TimeoutRejectedException>(),
                FailureRatio = 0.9,
                MinimumThroughput = 8,
                SamplingDuration = TimeSpan.FromMinutes(1),
                BreakDuration = Pause,
                OnOpened = _ =>
                {
                    logger.MailServerPaused(options.Host!, Pause);
                    return default;
                },
            })
            .AddTimeout(options.Timeout)
            .Build();
    }

    public async Task<SendOutcome> SendAsync(Mail mail, CancellationToken cancellation)
    {
        try
        {
            return await pipeline.ExecuteAsync(token => ConverseAsync(mail, token), cancellation);
        }
        catch (TimeoutRejectedException)
        {
            return new SendOutcome.Failed("timed_out");
        }
        catch (BrokenCircuitException)
        {
            return new SendOutcome.NotTried();
        }
    }

    private async ValueTask<SendOutcome> ConverseAsync(Mail mail, CancellationToken cancellation)
    {
        if (!MailboxAddress.TryParse(mail.To, out var to))
            return new SendOutcome.Refused("address_not_possible");

        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(options.Host!, options.Port, cancellation);
            await using var conversation = new SmtpConversation(new NetworkStream(socket), options, trust);
            await conversation.SendAsync(ourName, mime.From, to, mime.Write(mail), cancellation);
            return new SendOutcome.Sent();
        }
        catch (SmtpFailedException fault)
        {
            return fault.IsForGood ? new SendOutcome.Refused(fault.Message) : new SendOutcome.Failed(fault.Message);
        }
        catch (Exception fault) when (fault is SocketException or IOException)
        {
            return new SendOutcome.Failed("unreachable");
        }
    }
}
