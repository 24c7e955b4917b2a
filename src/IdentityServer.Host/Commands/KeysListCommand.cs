using System.CommandLine;
using IdentityServer.OpenId.Keys;

namespace IdentityServer.Host.Commands;

internal static class KeysListCommand
{
    private static readonly Option<bool> All = new("--all") { Description = "Also those that are expired or revoked" };

    public static Command Create(CommandRunner runner) => runner.Bind(
        new("list", "Shows which key signs, which one will, and which ones apps can still verify with") { All }, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandRun run)
    {
        var now = run.Get<TimeProvider>().GetUtcNow();
        var schedule = await run.Get<KeyRotation>().ReadScheduleAsync(run.Cancellation);
        KeyLine[] keys =
        [
            .. from key in schedule.Keys
               let state = schedule.StateOf(key, now)
               where run.Arguments.GetValue(All) || state is not (KeyState.Expired or KeyState.Revoked)
               orderby key.Algorithm, key.SignsFrom
               select new KeyLine(key.Kid, key.Algorithm, state, key.CreatedAt, key.SignsFrom, schedule.ReplacedAt(key), schedule.PublishedUntil(key), key.RevokedAt),
        ];

        return run.Output.Done(new { Keys = keys }, keys is [] ? ["There are no keys yet: the server makes them when it first needs them."] : Table(keys));
    }

    private static IEnumerable<string> Table(KeyLine[] keys) =>
    [
        $"{"KID",-43}  {"ALGORITHM",-9}  {"STATE",-9}  {"SIGNS FROM",-20}  {"SIGNS UNTIL",-20}  PUBLISHED UNTIL",
        .. keys.Select(key =>
            $"{key.Kid,-43}  {key.Algorithm,-9}  {key.State,-9}  {key.SignsFrom,-20:u}  {key.SignsUntil,-20:u}  {key.PublishedUntil:u}".TrimEnd()),
    ];

    private sealed record KeyLine(
        string Kid, string Algorithm, KeyState State, DateTimeOffset CreatedAt, DateTimeOffset SignsFrom,
        DateTimeOffset? SignsUntil, DateTimeOffset? PublishedUntil, DateTimeOffset? RevokedAt);
}
