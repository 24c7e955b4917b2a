using System.CommandLine;
using IdentityServer.Accounts.SignUp;
using IdentityServer.Audit;
using Microsoft.Extensions.Options;

namespace IdentityServer.Host.Commands;

internal static class InvitationsCreateCommand
{
    private static readonly Option<int> Uses = new("--uses") { Description = "How many people it lets in", DefaultValueFactory = _ => 1 };

    private static readonly Option<int> Days = new("--days") { Description = "After how many days it expires", DefaultValueFactory = _ => 7 };

    private static readonly Option<string[]> Groups = new("--group")
    {
        Description = "A group that whoever comes by it belongs to; may be given several times",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string?> Note = new("--note") { Description = "For whom or what, as the list shows it" };

    public static Command Create(CommandRunner runner) => runner.Bind(
        new("create", "Makes a link and shows it, this once") { Uses, Days, Groups, Note }, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        if (run.Get<IOptions<SignUpOptions>>().Value.Mode is SignUpMode.Closed)
            return run.Output.Refuse(
                "sign_up_closed", "Nobody signs up here: IdentityServer:SignUp:Mode must be Invitation or Open, for the server too.", ExitCode.Configuration);

        var order = new InvitationOrder(run.Arguments.GetValue(Uses), TimeSpan.FromDays(run.Arguments.GetValue(Days)))
        {
            Groups = [.. run.Arguments.GetValue(Groups)!.Distinct(StringComparer.Ordinal)], // it has a default
            Note = run.Arguments.GetValue(Note),
        };
        if (order.Fault() is { } fault)
            return run.Output.Refuse("invalid_invitation", fault);

        var (invitation, link) = await run.Get<Invitations>().MakeAsync(order, Actor.System, run.Cancellation);
        return run.Output.Done(
            new { invitation.Id, Link = link, invitation.Uses, invitation.ExpiresAt, invitation.Groups },
            $"{link}",
            $"It lets in {(invitation.Uses == 1 ? "one person" : $"{invitation.Uses} people")} until {invitation.ExpiresAt:u}. invitations revoke {invitation.Id} takes it back.");
    }
}
