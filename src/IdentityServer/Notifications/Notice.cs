namespace IdentityServer.Notifications;

/// <summary>What one mail says, whoever it goes to. Links are paths of this server; nothing else is ever linked.</summary>
internal sealed record Notice(NoticeType Type)
{
    /// <summary>Where the button leads.</summary>
    public required string Path { get; init; }

    /// <summary>What the change was about, shown as text and never as a link.</summary>
    public IReadOnlyList<NoticeFact> Facts { get; init; } = [];

    /// <summary>What to do if it was not the reader who did it; null where the mail has nobody else in mind.</summary>
    public NoticeLink? NotMe { get; init; }
}

/// <param name="Label">A word below <c>Fact.</c> in NoticeWords.</param>
/// <param name="Value">As somebody may have typed it.</param>
internal sealed record NoticeFact(string Label, string Value);

/// <param name="Label">A word below <c>NotMe.</c> in NoticeWords.</param>
internal sealed record NoticeLink(string Label, string Path);
