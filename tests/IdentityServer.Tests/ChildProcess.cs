using IdentityServer.Tests.Data.Sqlite;

namespace IdentityServer.Tests;

/// <summary>What this assembly does when a test starts it as a process of its own, to be killed.</summary>
internal static class ChildProcess
{
    public static Task Main(string[] args) => args switch
    {
        ["write-until-killed", var file] => WriteUntilKilled.RunAsync(file),
        _ => Task.CompletedTask, // the test platform looks for an entry point, and calls none
    };
}
