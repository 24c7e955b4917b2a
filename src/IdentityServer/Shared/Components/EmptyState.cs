namespace IdentityServer.Shared.Components;

/// <summary>An empty list says what belongs there and how to add the first. Rendered by _EmptyState.cshtml.</summary>
internal sealed record EmptyState(string Icon, string Heading, string Text)
{
    public string? ActionHref { get; init; }

    public string? Action { get; init; }
}
