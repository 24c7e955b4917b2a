namespace IdentityServer.Protocol.OpenId.Authorization.Responses;

/// <summary>How an answer travels to the client (OAuth 2.0 Multiple Response Types §2.1, Form Post Response Mode).</summary>
internal sealed record ResponseMode(string Name, Func<string, IReadOnlyList<ResponseField>, Delivery> Deliver)
{
    public static readonly ResponseMode Query = new("query", Delivery.Redirect.InQuery);
    public static readonly ResponseMode Fragment = new("fragment", Delivery.Redirect.InFragment);
    public static readonly ResponseMode FormPost = new("form_post", (action, fields) => new Delivery.Form(action, fields));

    /// <summary>Multiple Response Types §5: whatever would bring a token by the front channel stays out of server logs.</summary>
    public static ResponseMode DefaultOf(string? responseType) =>
        responseType?.Split(' ').Any(part => part is "token" or "id_token") is true ? Fragment : Query;
}
