using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace IdentityServer.Benchmarks.Load.Targets;

/// <summary>A server in a process of its own, so that its CPU time and its memory are nobody else's.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private bool ended;

    private ServerProcess(Process process) => this.process = process;

    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Of the resident memory, what is not code or another part of a file (proc_pid_status(5)).</summary>
    public long PrivateBytes => File.ReadLines($"/proc/{process.Id}/status")
        .Select(line => line.Split([':', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words[0] is "RssAnon")
        .Sum(words => long.Parse(words[1], CultureInfo.InvariantCulture)) << 10;

    /// <param name="probe">Answers once the server is ready.</param>
    /// <param name="cores">How many of the machine's cores it may use; null for all.</param>
    /// <param name="environment">Besides our own.</param>
    public static async Task<ServerProcess> StartAsync(
        string program, IEnumerable<string> arguments, Uri probe, int? cores = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = cores is null
            ? new ProcessStartInfo(program, arguments)
            : new ProcessStartInfo("taskset", ["--cpu-list", $"0-{cores - 1}", program, .. arguments]);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;

        var process = Process.Start(start)!;
        List<string?> said = [];
        process.OutputDataReceived += (_, line) => Remember(line.Data);
        process.ErrorDataReceived += (_, line) => Remember(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        using var http = new HttpClient();
        for (var began = Stopwatch.GetTimestamp(); !await AnswersAsync(http, probe); await Task.Delay(5))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began) > Patience)
                throw new InvalidOperationException($"{program} did not start: {string.Join(Environment.NewLine, said)}");
        }

        return new(process);

        void Remember(string? line)
        {
            lock (said)
                if (said.Count < 100)
                    said.Add(line);
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>As an operator stops it: it finishes what it does, and gives back what it holds.</summary>
    public async Task StopAsync()
    {
        using (var term = Process.Start("kill", process.Id.ToString(CultureInfo.InvariantCulture)))
            await term.WaitForExitAsync();
        await process.WaitForExitAsync();
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (ended)
            return;

        ended = true;
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri probe)
    {
        try
        {
            using var response = await http.GetAsync(probe);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
