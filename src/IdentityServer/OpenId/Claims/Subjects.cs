using System.Text;
using IdentityServer.Data.Protection;
using IdentityServer.Protocol.Jose;
using IdentityServer.Protocol.OpenId.Clients;

namespace IdentityServer.OpenId.Claims;

/// <summary>What an app knows a person by (OpenID Connect Core §8): never reused, and never changed.</summary>
internal sealed class Subjects(MasterKey master)
{
    private readonly KeyedHash hash = master.Hash("pairwise subject");

    public string Of(Guid accountId, Client client) =>
        client.SubjectType is SubjectType.Pairwise ? Pairwise(accountId, SectorOf(client)) : accountId.ToString();

    // §8.1: not to be reversed by anybody but us. The account has a fixed length, so that no two pairs share one input.
    private string Pairwise(Guid accountId, string sector)
    {
        byte[] pair = [.. accountId.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(sector)];
        return StrictBase64Url.Encode(hash.Of(pair));
    }

    // Without a sector document all addresses have one host: a registration rule.
    private static string SectorOf(Client client) => RegisteredUri.HostOf(client.SectorIdentifierUri ?? client.RedirectUris[0]);
}
