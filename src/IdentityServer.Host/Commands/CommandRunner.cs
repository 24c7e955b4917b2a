using System.CommandLine;
using IdentityServer.Data.Migrating;
using IdentityServer.Data.Protection;

namespace IdentityServer.Host.Commands;

/// <summary>Runs a command against the composed server without serving: no port is opened, no background work begins.</summary>
internal sealed class CommandRunner(Func<WebApplication> compose)
{
    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Answer in JSON, errors too",
        Recursive = true,
    };

    /// <param name="command">Its name, arguments and options.</param>
    /// <param name="run">What it does.</param>
    /// <param name="needs">What must be in order before it does.</param>
    public Command Bind(Command command, Func<CommandRun, Task<ExitCode>> run, CommandNeeds needs = CommandNeeds.Keys)
    {
        command.SetAction(async (arguments, cancellation) => (int)await RunAsync(arguments, run, needs, cancellation));
        return command;
    }

    public static CommandOutput Output(ParseResult arguments) => new(
        arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error, arguments.GetValue(Json));

    private async Task<ExitCode> RunAsync(
        ParseResult arguments, Func<CommandRun, Task<ExitCode>> run, CommandNeeds needs, CancellationToken cancellation)
    {
        var output = Output(arguments);
        try
        {
            await using var server = compose();
            if (needs >= CommandNeeds.Schema)
                await server.Services.GetRequiredService<SchemaGate>().PassAsync(cancellation);
            if (needs >= CommandNeeds.Keys)
                await server.Services.GetRequiredService<MasterKeyGate>().PassAsync(cancellation);

            await using var scope = server.Services.CreateAsyncScope();
            return await run(new(scope.ServiceProvider, arguments, output, cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return output.Refuse("interrupted", "Stopped before the end.", ExitCode.Interrupted);
        }
        catch (Exception fault) when (StartFault.Of(fault) is { } known)
        {
            return output.Refuse(known.Code, known.Message, known.Exit);
        }
        catch (Exception fault)
        {
            return output.Refuse("unexpected", $"{fault.GetType().Name}: {fault.Message}");
        }
    }
}
