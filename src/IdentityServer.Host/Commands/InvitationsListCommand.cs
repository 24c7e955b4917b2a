using System.CommandLine;
using IdentityServer.Accounts.SignUp;

namespace IdentityServer.Host.Commands;

internal static class InvitationsListCommand
{
    public static Command Create(CommandRunner runner) => runner.Bind(new("list", "Shows every invitation and how often it was used; no links"), RunAsync);

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var invitations = await run.Get<InvitationStore>().ListAsync(run.Cancellation);
        var now = run.Get<TimeProvider>().GetUtcNow();
        return run.Output.Done(
            new
            {
                Invitations = invitations.Select(it => new { it.Id, State = it.StateAt(now), it.Used, it.Uses, it.CreatedAt, it.ExpiresAt, it.RevokedAt, it.Groups, it.Note }),
            },
            invitations is [] ? ["There is no invitation. See invitations create."] : Table(invitations, now));
    }

    private static IEnumerable<string> Table(List<Invitation> invitations, DateTimeOffset now) =>
    [
        $"{"INVITATION",-36}  {"STATE",-8}  {"USED",-11}  {"EXPIRES",-20}  {"GROUPS",-24}  NOTE",
        .. invitations.Select(it =>
            $"{it.Id,-36}  {it.StateAt(now),-8}  {$"{it.Used} of {it.Uses}",-11}  {it.ExpiresAt,-20:u}  {string.Join(',', it.Groups),-24}  {it.Note}".TrimEnd()),
    ];
}
