using System.CommandLine;
using IdentityServer.OpenId.Keys;

namespace IdentityServer.Host.Commands;

internal static class KeysRotateCommand
{
    private static readonly Option<string?> Algorithm = new("--algorithm") { Description = "Only this one; all of them when nothing is said" };

    private static readonly Option<string[]> Revoke = new("--revoke")
    {
        Description = "A key (kid) that must neither sign nor verify any more, within a minute on every instance: everything it has signed becomes void. A replacement signs at once",
        AllowMultipleArgumentsPerToken = true,
        HelpName = "kid",
    };

    public static Command Create(CommandRunner runner)
    {
        Algorithm.AcceptOnlyFromAmong([.. KeyRotation.AlgorithmNames]);
        return runner.Bind(new("rotate", "Makes new keys now, without waiting for their time") { Algorithm, Revoke }, RunAsync);
    }

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var rotation = run.Get<KeyRotation>();
        var revoked = run.Arguments.GetValue(Revoke) ?? [];
        if (await FirstUnknownAsync(rotation, revoked, run.Cancellation) is { } unknown)
            return run.Output.Refuse("unknown_key", $"There is no key {unknown}, or it is revoked already; nothing was changed. See keys list --all.");

        var added = await rotation.RotateAsync(Algorithms(run.Arguments.GetValue(Algorithm), revoked), revoked, run.Cancellation);

        return run.Output.Done(
            new { Revoked = revoked, Added = added.Select(key => new { key.Kid, key.Algorithm, key.SignsFrom }) },
            [
                .. revoked.Select(kid => $"Revoked {kid}: no instance uses or publishes it after {SigningKeys.Convergence.TotalSeconds:F0} seconds."),
                .. added.Select(key => $"Added {key.Kid} ({key.Algorithm}), which signs from {key.SignsFrom:u}."),
            ]);
    }

    // Who revokes without naming an algorithm means the revoked keys and nothing else.
    private static IReadOnlyCollection<string> Algorithms(string? named, string[] revoked) =>
        named is not null ? [named]
        : revoked is [] ? KeyRotation.AlgorithmNames
        : [];

    private static async Task<string?> FirstUnknownAsync(KeyRotation rotation, string[] kids, CancellationToken cancellation)
    {
        var schedule = await rotation.ReadScheduleAsync(cancellation);
        return kids.FirstOrDefault(kid => schedule.Keys.All(key => key.Kid != kid || key.RevokedAt is not null));
    }
}
