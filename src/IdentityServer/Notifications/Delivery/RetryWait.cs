using System.Security.Cryptography;

namespace IdentityServer.Notifications.Delivery;

internal static class RetryWait
{
    /// <summary>Twice as long each time, up to the longest, and up to a fifth more: what failed together does not come back together.</summary>
    public static TimeSpan After(int attempts, NotificationOptions options)
    {
        var wait = options.FirstWait * Math.Pow(2, Math.Min(attempts - 1, 30));
        if (wait > options.LongestWait)
            wait = options.LongestWait;

        return wait * (1 + RandomNumberGenerator.GetInt32(200) / 1000.0);
    }
}
