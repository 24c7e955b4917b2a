using System.CommandLine;
using IdentityServer.Audit;
using IdentityServer.OpenId.Clients;

namespace IdentityServer.Host.Commands;

internal static class ClientsSwitchCommand
{
    private static readonly Argument<string> ClientId = new("client") { Description = "Its client_id" };

    public static Command Create(CommandRunner runner, string name, string description, bool disabled) =>
        runner.Bind(new(name, description) { ClientId }, run => RunAsync(run, disabled));

    private static async Task<ExitCode> RunAsync(CommandRun run, bool disabled)
    {
        var id = run.Arguments.GetRequiredValue(ClientId);
        return await run.Get<ClientRegistry>().SwitchAsync(id, disabled, Actor.System, run.Cancellation) is { } change
            ? run.Output.Done(
                new { ClientId = id, Disabled = disabled, Changed = change is ClientChange.Changed },
                change is ClientChange.Changed ? $"{id} is {(disabled ? "disabled" : "enabled")}." : $"{id} was so already.")
            : run.Output.Refuse("unknown_client", $"There is no client {id}. See clients list.");
    }
}
