using IdentityServer.Protocol.OpenId.Parameters;

namespace IdentityServer.Protocol.OpenId.Authorization.Responses;

/// <summary>An answer ready to be sent: a Location header, or a form that posts itself.</summary>
internal abstract record Delivery
{
    private Delivery() { }

    public sealed record Redirect(string Location) : Delivery
    {
        // RFC 6749 §3.1.2: a query that was registered stays.
        public static Redirect InQuery(string uri, IReadOnlyList<ResponseField> fields) =>
            new(uri + (uri.Contains('?', StringComparison.Ordinal) ? '&' : '?') + Encode(fields));

        public static Redirect InFragment(string uri, IReadOnlyList<ResponseField> fields) => new(uri + '#' + Encode(fields));
    }

    public sealed record Form(string Action, IReadOnlyList<ResponseField> Fields) : Delivery;

    private static string Encode(IReadOnlyList<ResponseField> fields) =>
        string.Join('&', fields.Select(field => $"{field.Name}={FormEncoding.Encode(field.Value)}"));
}
