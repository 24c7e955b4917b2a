namespace IdentityServer.Protocol.OpenId.Authorization.Responses;

/// <summary>The only fields an app gets back. <c>iss</c> is in every answer (RFC 9207), errors included.</summary>
internal sealed record AuthorizationResponse(ReturnAddress Address, IReadOnlyList<ResponseField> Fields)
{
    public static AuthorizationResponse Code(ReturnAddress address, string code, string issuer) =>
        new(address, [new("code", code), .. Common(address, issuer)]);

    public static AuthorizationResponse Error(ReturnAddress address, ProtocolError error, string issuer) =>
        new(address, [new("error", error.Code), new("error_description", error.Description), .. Common(address, issuer)]);

    public Delivery Deliver() => Address.Mode.Deliver(Address.RedirectUri, Fields);

    private static IEnumerable<ResponseField> Common(ReturnAddress address, string issuer)
    {
        if (address.State is { } state)
            yield return new("state", state);
        yield return new("iss", issuer);
    }
}
