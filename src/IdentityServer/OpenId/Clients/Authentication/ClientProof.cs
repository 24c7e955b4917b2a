using System.Diagnostics.CodeAnalysis;
using IdentityServer.Protocol.OpenId.Clients;
using Microsoft.AspNetCore.Http;

namespace IdentityServer.OpenId.Clients.Authentication;

/// <summary>The client that a request has proven to come from, or the answer to whoever sent it.</summary>
internal readonly struct ClientProof
{
    private readonly Client? client;
    private readonly IResult? refusal;

    private ClientProof(Client? client, IResult? refusal) => (this.client, this.refusal) = (client, refusal);

    public static ClientProof Of(Client client) => new(client, null);

    public static ClientProof Refused(IResult answer) => new(null, answer);

    public bool Gives([NotNullWhen(true)] out Client? client, [NotNullWhen(false)] out IResult? refusal)
    {
        (client, refusal) = (this.client, this.refusal);
        return client is not null;
    }
}
