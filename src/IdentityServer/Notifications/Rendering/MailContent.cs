namespace IdentityServer.Notifications.Rendering;

/// <summary>A notice in words, before it becomes text and HTML. Nothing in it is escaped.</summary>
internal sealed record MailContent
{
    public required string Language { get; init; }

    public required string Brand { get; init; }

    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required IReadOnlyList<(string Label, string Value)> Facts { get; init; }

    public required MailLink Action { get; init; }

    public MailNotMe? NotMe { get; init; }

    public required string Footer { get; init; }
}

internal sealed record MailLink(string Label, string Address);

internal sealed record MailNotMe(string Heading, string Text, MailLink Action);
