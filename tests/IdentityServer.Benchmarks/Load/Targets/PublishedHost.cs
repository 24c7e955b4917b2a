using System.Diagnostics;
using System.Runtime.InteropServices;
using IdentityServer.TestKit;

namespace IdentityServer.Benchmarks.Load.Targets;

/// <summary>The server as it is delivered: published and compiled ahead, like in the container image.</summary>
internal static class PublishedHost
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "published");

    /// <param name="ready">A folder where somebody has published already; null for the tree as it is now.</param>
    /// <returns>The path of its program.</returns>
    public static async Task<string> ProgramAsync(string? ready)
    {
        if (ready is null)
            await PublishAsync();
        return Path.Combine(ready ?? Folder, "IdentityServer.Host.dll");
    }

    private static async Task PublishAsync()
    {
        string[] command =
        [
            "publish", Repository.File("src/IdentityServer.Host"), "--configuration", "Release", "--self-contained", "false",
            "--arch", RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(), "-p:PublishReadyToRun=true",
            "--output", Folder, "--nologo", "--verbosity", "quiet",
        ];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", command))!;
        await publish.WaitForExitAsync();
        if (publish.ExitCode is not 0)
            throw new InvalidOperationException("The server could not be published.");
    }
}
