using System.Text;
using IdentityServer.OpenId.Consents;
using IdentityServer.OpenId.Logos;
using IdentityServer.Protocol.Jose;

namespace IdentityServer.OpenId.Apps;

/// <summary>An app that a person lets into their account, as they see it.</summary>
internal sealed record AppInUse(string ClientId, AppMark Mark)
{
    public string Name => Mark.Name;

    /// <summary>For the address of its page: a client's identifier may hold anything that is printed.</summary>
    public string Key => StrictBase64Url.Encode(Encoding.UTF8.GetBytes(ClientId));

    /// <summary>What it may do, in words.</summary>
    public required IReadOnlyList<ConsentItem> Items { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>An operator has taken it off since: it can do nothing, and still be removed from the list.</summary>
    public required bool IsGone { get; init; }
}
