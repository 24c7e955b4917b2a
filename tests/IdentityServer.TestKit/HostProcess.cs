using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IdentityServer.TestKit;

/// <summary>The server as operators run it: a process of its own, which can be told to stop or be killed.</summary>
internal sealed partial class HostProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(Process process) => this.process = process;

    /// <summary>http://localhost:port, which is the default issuer's host.</summary>
    public Uri Address { get; private set; } = null!; // set before anybody gets hold of the object

    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <param name="dataDirectory">Survives the process.</param>
    /// <param name="port">0 for a free one.</param>
    /// <param name="settings">For example --IdentityServer:Edge:DrainDelay=00:00:01.</param>
    public static async Task<HostProcess> StartAsync(string dataDirectory, int port = 0, params string[] settings)
    {
        var host = new HostProcess(new()
        {
            StartInfo = new("dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "IdentityServer.Host.dll"),
                "--environment=Development",
                $"--IdentityServer:DataDirectory={dataDirectory}",
                $"--urls=http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}",
                .. settings,
            ])
            {
                WorkingDirectory = AppContext.BaseDirectory,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        });
        host.process.OutputDataReceived += (_, line) => host.Read(line.Data);
        host.process.ErrorDataReceived += (_, line) => host.Read(line.Data);
        host.process.Start();
        host.process.BeginOutputReadLine();
        host.process.BeginErrorReadLine();

        _ = host.process.WaitForExitAsync().ContinueWith(_ => host.listening.TrySetException(
            new InvalidOperationException($"The server did not start ({host.process.ExitCode}): {host.Output}")), TaskScheduler.Default);
        try
        {
            host.Address = await host.listening.Task.WaitAsync(TimeSpan.FromSeconds(60));
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGTERM, as systemd and container runtimes send it.</summary>
    public Task TellToStopAsync() =>
        Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExitAsync();

    public void Kill() => process.Kill();

    public async Task<int> ExitCodeAsync()
    {
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
            return;

        lock (output)
            output.AppendLine(line);
        if (ListensOn().Match(line) is { Success: true } match)
            listening.TrySetResult(new($"http://localhost:{match.Groups[1].ValueSpan}"));
    }

    [GeneratedRegex(@"^\s*Listens on http://127\.0\.0\.1:(\d+)")]
    private static partial Regex ListensOn();
}
