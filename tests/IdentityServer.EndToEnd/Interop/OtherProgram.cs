using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace IdentityServer.EndToEnd.Interop;

/// <summary>A relying app that is not ours, in a process of its own.</summary>
internal sealed class OtherProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly ConcurrentQueue<string> said = [];

    private OtherProgram(Process process) => this.process = process;

    /// <summary>For the message of a test that failed.</summary>
    public string Said => string.Join(Environment.NewLine, said);

    public static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Returns once it answers on the port.</summary>
    public static async Task<OtherProgram> StartAsync(string name, string[] arguments, int port, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in environment)
            start.Environment[key] = value;

        var program = new OtherProgram(new() { StartInfo = start });
        program.process.OutputDataReceived += (_, line) => program.said.Enqueue(line.Data ?? "");
        program.process.ErrorDataReceived += (_, line) => program.said.Enqueue(line.Data ?? "");
        program.process.Start();
        program.process.BeginOutputReadLine();
        program.process.BeginErrorReadLine();

        for (var began = Stopwatch.GetTimestamp(); !await AnswersAsync(port); await Task.Delay(50))
        {
            if (!program.process.HasExited && Stopwatch.GetElapsedTime(began) < Patience)
                continue;

            await program.DisposeAsync();
            throw new InvalidOperationException($"{name} does not answer: {program.Said}");
        }

        return program;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<bool> RunAsync(string name, string[] arguments, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(name, arguments) { WorkingDirectory = folder })!;
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return process.ExitCode is 0;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
