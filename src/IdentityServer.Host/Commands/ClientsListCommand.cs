using System.CommandLine;
using IdentityServer.OpenId.Clients;

namespace IdentityServer.Host.Commands;

internal static class ClientsListCommand
{
    public static Command Create(CommandRunner runner) => runner.Bind(
        new("list", "Shows every app and what is registered about it; no secrets"), RunAsync);

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var clients = await run.Get<ClientList>().ReadAsync(run.Cancellation);
        return run.Output.Done(new { Clients = clients }, clients is [] ? ["There are no apps yet. See docs/apps.md."] : Table(clients));
    }

    private static IEnumerable<string> Table(IReadOnlyList<ListedClient> clients) =>
    [
        $"{"CLIENT",-24}  {"STATE",-8}  {"METHOD",-19}  {"CHANGED",-20}  NAME",
        .. clients.Select(client =>
            $"{client.ClientId,-24}  {client.State,-8}  {Text(client, "token_endpoint_auth_method"),-19}  {client.UpdatedAt,-20:u}  {Text(client, "client_name")}".TrimEnd()),
        .. clients.SelectMany(client => client.Faults.Select(fault => $"{client.ClientId}: {fault}")),
    ];

    private static string Text(ListedClient client, string member) => client.Metadata.TryGetProperty(member, out var value) ? value.ToString() : "";
}
