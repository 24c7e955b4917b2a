using System.CommandLine;
using IdentityServer.Notifications;
using IdentityServer.Notifications.Delivery;
using IdentityServer.Notifications.Notices;
using IdentityServer.Notifications.Rendering;
using IdentityServer.Shared.Languages;
using Microsoft.Extensions.Options;

namespace IdentityServer.Host.Commands;

internal static class MailTestCommand
{
    private static readonly Argument<string> Address = new("address") { Description = "Who gets it" };

    private static readonly Option<string> InLanguage = new("--language")
    {
        Description = "Which language it is in",
        DefaultValueFactory = _ => Language.Default.Name,
    };

    public static Command Create(CommandRunner runner) => runner.Bind(
        new("test", "Sends a test mail at once, past the outbox, and tells what the mail server said") { Address, InLanguage },
        RunAsync,
        CommandNeeds.Nothing);

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        if (!MailboxAddress.TryParse(run.Arguments.GetRequiredValue(Address), out var address))
            return run.Output.Refuse("address_invalid", "This is no address that a mail could go to.", ExitCode.Usage);

        if (Language.Match(run.Arguments.GetRequiredValue(InLanguage)) is not { } language)
            return run.Output.Refuse("language_unknown", $"Mails are written in {string.Join(", ", Language.All.Select(it => it.Name))}.", ExitCode.Usage);

        var options = run.Get<IOptions<NotificationOptions>>().Value;
        if (options.SendsNothing)
            return run.Output.Refuse("sender_none", "IdentityServer:Notifications:Sender is None: this server sends no mail.", ExitCode.Configuration);

        var now = run.Get<TimeProvider>().GetUtcNow();
        var mail = run.Get<NoticeRenderer>().Render(Guid.CreateVersion7(now), new(address, language), ServerNotices.Test, now);

        return await run.Get<IMailSender>().SendAsync(mail, run.Cancellation) switch
        {
            SendOutcome.Sent when options.Sender is MailSender.Pickup =>
                run.Output.Done(new { Taken = true, mail.Id }, "The mail lies in the pickup directory; the running server shows it at /dev/mail."),
            SendOutcome.Sent => run.Output.Done(
                new { Taken = true, mail.Id }, $"{options.Smtp.Host} took the mail. If it does not arrive, its logs say why; see docs/mail.md too."),
            SendOutcome.Failed { Failure: var failure } => Refuse(run, failure),
            SendOutcome.Refused { Failure: var failure } => Refuse(run, failure),
            _ => Refuse(run, "unreachable"),
        };
    }

    private static ExitCode Refuse(CommandRun run, string failure) => run.Output.Refuse(failure.Split(' ')[0], MailFailures.Explain(failure));
}
