namespace IdentityServer.Notifications.Smtp;

/// <summary>The conversation ended early. The message is one of our words, with the server's code.</summary>
internal sealed class SmtpFailedException(string failure, bool isForGood = false, Exception? inner = null) : Exception(failure, inner)
{
    /// <summary>Trying this mail again would change nothing.</summary>
    public bool IsForGood => isForGood;
}
