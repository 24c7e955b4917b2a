using System.CommandLine;
using IdentityServer.Audit;
using IdentityServer.OpenId.Clients;

namespace IdentityServer.Host.Commands;

internal static class ClientsRevokeCommand
{
    private static readonly Argument<string> ClientId = new("client") { Description = "Its client_id" };

    public static Command Create(CommandRunner runner) => runner.Bind(
        new("revoke", "Ends everything an app holds: tokens, refresh tokens, codes, pushed requests; it may get new ones") { ClientId }, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var id = run.Arguments.GetRequiredValue(ClientId);
        return await run.Get<ClientRegistry>().RevokeAsync(id, Actor.System, run.Cancellation) is null
            ? run.Output.Refuse("unknown_client", $"There is no client {id}. See clients list.")
            : run.Output.Done(new { ClientId = id, Revoked = true }, $"Nothing that {id} has held until now works any more.");
    }
}
