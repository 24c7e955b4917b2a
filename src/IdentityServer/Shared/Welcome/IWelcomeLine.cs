namespace IdentityServer.Shared.Welcome;

/// <summary>One line for whoever starts the server, printed when it is ready. A room with nothing to say returns null.</summary>
internal interface IWelcomeLine
{
    Task<WelcomeLine?> ReadAsync(CancellationToken cancellation);
}

internal sealed record WelcomeLine(string Label, string Text);
