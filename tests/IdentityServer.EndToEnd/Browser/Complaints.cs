using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace IdentityServer.EndToEnd.Browser;

/// <summary>What the browser found wrong: errors in the console, uncaught exceptions, violations of the content security policy.</summary>
internal sealed class Complaints
{
    private readonly ConcurrentQueue<string> all = [];
    private readonly HashSet<string> expected = [];

    private Complaints()
    {
    }

    public static async Task<Complaints> ListenAsync(IBrowserContext context)
    {
        var complaints = new Complaints();
        await complaints.AlsoListenAsync(context);
        return complaints;
    }

    /// <summary>To a further device of the same test.</summary>
    public async Task AlsoListenAsync(IBrowserContext context)
    {
        context.Console += (_, message) => Hear(message);
        context.WebError += (_, error) => all.Enqueue($"Uncaught: {error.Error}");

        await context.ExposeBindingAsync("policyViolated", (BindingSource _, string violation) => all.Enqueue($"Policy violated: {violation}"));
        await context.AddInitScriptAsync("""
            document.addEventListener("securitypolicyviolation", event =>
                policyViolated(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));
            """);
    }

    /// <summary>The page is about to be refused something, and the browser will say so.</summary>
    public void Expect(params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
            expected.Add($"a status of {status}");
    }

    /// <summary>The browser is about to say this.</summary>
    public void Expect(string words) => expected.Add(words);

    public void ShouldBeNone() => Assert.That(all, Is.Empty, "The browser complained");

    private void Hear(IConsoleMessage message)
    {
        if (message.Type == "error" && !expected.Any(words => message.Text.Contains(words, StringComparison.Ordinal)))
            all.Enqueue($"Console: {message.Text} ({message.Location})");
    }
}
