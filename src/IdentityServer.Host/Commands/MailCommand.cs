using System.CommandLine;

namespace IdentityServer.Host.Commands;

internal static class MailCommand
{
    public static Command Create(CommandRunner runner) => new("mail", "What the server mails to people")
    {
        MailTestCommand.Create(runner),
        MailListCommand.Create(runner),
        MailRetryCommand.Create(runner),
    };
}
