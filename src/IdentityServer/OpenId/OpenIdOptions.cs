using System.ComponentModel.DataAnnotations;

namespace IdentityServer.OpenId;

/// <summary>Section <c>IdentityServer:OpenId</c>.</summary>
internal sealed class OpenIdOptions
{
    /// <summary>Scopes of one's own that tell apps more about the person; one with a standard scope's name adds to it.</summary>
    public List<IdentityScope> Scopes { get; set; } = [];

    /// <summary>How long an app may take from pushing a request (RFC 9126) to sending the browser.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:10:00")]
    public TimeSpan PushedRequestLifetime { get; set; } = TimeSpan.FromSeconds(90);
}

internal sealed class IdentityScope
{
    public string Name { get; set; } = "";

    /// <summary>What the consent page says.</summary>
    public string? Description { get; set; }

    /// <summary>The claims that userinfo answers for it.</summary>
    public List<string> Claims { get; set; } = [];
}
