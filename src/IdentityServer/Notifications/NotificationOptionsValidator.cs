using IdentityServer.Notifications.Smtp;
using IdentityServer.Shared.Outgoing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityServer.Notifications;

internal sealed class NotificationOptionsValidator(IHostEnvironment environment) : IValidateOptions<NotificationOptions>
{
    private const string Key = "IdentityServer:Notifications";

    public ValidateOptionsResult Validate(string? name, NotificationOptions options)
    {
        string[] faults = [.. FaultsOfSender(options), .. FaultsOfTimes(options)];
        return faults is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> FaultsOfSender(NotificationOptions options)
    {
        if (options.Sender is null)
            yield return $"{Key}:Smtp:Host must be set outside Development, because people are told by mail what happens to their account; a server that shall send no mail says so with {Key}:Sender=None";

        if (options.Sender is MailSender.Pickup && !environment.IsDevelopment())
            yield return $"{Key}:Sender=Pickup is for Development: mails open accounts and do not belong in files";

        if (options.From is { Length: > 0 } from ? !MailboxAddress.TryParse(from, out _) : options.Sender is MailSender.Smtp)
            yield return $"{Key}:From '{options.From}' must be the address mails come from, such as no-reply@example.com";

        if (options.Sender is MailSender.Smtp)
            foreach (var fault in FaultsOfSmtp(options))
                yield return fault;
    }

    private IEnumerable<string> FaultsOfSmtp(NotificationOptions options)
    {
        var smtp = options.Smtp;
        if (Uri.CheckHostName(smtp.Host) is UriHostNameType.Unknown)
            yield return $"{Key}:Smtp:Host '{smtp.Host}' must be a host name or an address";

        if (smtp.Port is < 1 or > 65535)
            yield return $"{Key}:Smtp:Port must lie between 1 and 65535";

        if (smtp.Security is SmtpSecurity.Plain && smtp.Host is not ("localhost" or "127.0.0.1" or "::1"))
            yield return $"{Key}:Smtp:Security=Plain is for a relay on this machine: anywhere else mails would cross the network readable";

        if (string.IsNullOrEmpty(smtp.User) != string.IsNullOrEmpty(smtp.Password))
            yield return $"{Key}:Smtp: set both User and Password or neither";

        if (smtp.Timeout < TimeSpan.FromSeconds(1) || smtp.Timeout > TimeSpan.FromMinutes(5))
            yield return $"{Key}:Smtp:Timeout must lie between one second and five minutes";

        if (TrustedCertificates.FaultOf(smtp.TrustedCertificates, environment.ContentRootPath) is { } fault)
            yield return $"{Key}:Smtp:TrustedCertificates '{smtp.TrustedCertificates}' {fault}";
    }

    private static IEnumerable<string> FaultsOfTimes(NotificationOptions options)
    {
        if (options.Tries is < 1 or > 100)
            yield return $"{Key}:Tries must lie between 1 and 100";

        if (options.FirstWait < TimeSpan.FromSeconds(1) || options.LongestWait < options.FirstWait || options.LongestWait > TimeSpan.FromDays(1))
            yield return $"{Key}:FirstWait and LongestWait must grow and stay between a second and a day";

        if (options.PollEvery < TimeSpan.FromMilliseconds(100) || options.PollEvery > TimeSpan.FromMinutes(10))
            yield return $"{Key}:PollEvery must lie between 100 milliseconds and ten minutes";

        if (options.Retention < TimeSpan.FromHours(1) || options.Retention > TimeSpan.FromDays(366))
            yield return $"{Key}:Retention must lie between one hour and a year";
    }
}
