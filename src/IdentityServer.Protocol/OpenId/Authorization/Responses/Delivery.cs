using System.Text;
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
            new(Append(uri, uri.Contains('?', StringComparison.Ordinal) ? '&' : '?', fields));

        public static Redirect InFragment(string uri, IReadOnlyList<ResponseField> fields) => new(Append(uri, '#', fields));

        private static string Append(string uri, char separator, IReadOnlyList<ResponseField> fields)
        {
            var location = new StringBuilder(uri, capacity: 1024);
            foreach (var field in fields)
            {
                location.Append(separator).Append(field.Name).Append('=').Append(FormEncoding.Encode(field.Value));
                separator = '&';
            }

            return location.ToString();
        }
    }

    public sealed record Form(string Action, IReadOnlyList<ResponseField> Fields) : Delivery;
}
