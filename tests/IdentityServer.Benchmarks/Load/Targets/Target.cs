namespace IdentityServer.Benchmarks.Load.Targets;

/// <summary>A server under load: where its endpoints are, and how somebody signs in there.</summary>
internal abstract class Target(string name, Uri address) : IAsyncDisposable
{
    public string Name => name;

    public Uri Address => address;

    public required ServerProcess Process { get; init; }

    public virtual string Metadata => "/.well-known/openid-configuration";

    public virtual string Jwks => "/.well-known/jwks.json";

    public virtual string Authorize => "/connect/authorize";

    public virtual string Token => "/connect/token";

    public virtual string Introspection => "/connect/introspect";

    public virtual string UserInfo => "/connect/userinfo";

    /// <summary>The operations this server does not know.</summary>
    public virtual IReadOnlyList<string> Lacks => [];

    /// <summary>Gives the caller's browser a session.</summary>
    public abstract Task SignInAsync(Caller caller);

    /// <summary>From an app's request of somebody who is not signed in to the answer at the app's door.</summary>
    public abstract Task<string> SignInFromAppAsync(Caller caller, string authorize);

    public virtual async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
