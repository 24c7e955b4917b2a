namespace IdentityServer.Notifications;

/// <summary>One kind of mail. The known ones are in <c>Notices/</c>; the words of each are in NoticeWords under its name.</summary>
/// <param name="Name">What words, counters and the trail call it: <c>passkey-added</c>.</param>
internal sealed record NoticeType(string Name)
{
    /// <summary>
    /// So many of this kind one mailbox gets within an hour; more are withheld. Kinds are counted apart: whoever makes many
    /// of one kind silences none of another.
    /// </summary>
    public int PerHour { get; init; } = 10;

    /// <summary>After this it is no longer worth sending: the link in it has expired.</summary>
    public TimeSpan? UsefulFor { get; init; }

    /// <summary>Tells of something that was done: the mail says when, on what device and where.</summary>
    public bool TellsOrigin { get; init; } = true;
}
