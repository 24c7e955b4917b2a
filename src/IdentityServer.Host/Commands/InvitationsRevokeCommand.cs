using System.CommandLine;
using IdentityServer.Accounts.SignUp;
using IdentityServer.Audit;

namespace IdentityServer.Host.Commands;

internal static class InvitationsRevokeCommand
{
    private static readonly Argument<Guid> Id = new("invitation") { Description = "Its id, as the list shows it" };

    public static Command Create(CommandRunner runner) => runner.Bind(
        new("revoke", "Takes a link back: it lets in nobody any more; whoever came by it stays") { Id }, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var id = run.Arguments.GetRequiredValue(Id);
        return await run.Get<Invitations>().RevokeAsync(id, Actor.System, run.Cancellation)
            ? run.Output.Done(new { Id = id }, $"Revoked {id}: it lets in nobody any more.")
            : run.Output.Refuse("unknown_invitation", $"There is no invitation {id} that could be revoked.");
    }
}
