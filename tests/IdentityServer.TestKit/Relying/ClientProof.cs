using System.Net.Http.Headers;
using System.Text;

namespace IdentityServer.TestKit.Relying;

/// <summary>How an app proves which one it is (OpenID Connect Core §9).</summary>
internal abstract record ClientProof
{
    public abstract string Method { get; }

    /// <summary>Adds the proof to a request that is about to be sent.</summary>
    public abstract void Add(HttpRequestMessage request, Form form, ProofContext context);

    public sealed record None : ClientProof
    {
        public override string Method => "none";

        public override void Add(HttpRequestMessage request, Form form, ProofContext context) => form.Set("client_id", context.ClientId);
    }

    public sealed record SecretBasic(string Secret) : ClientProof
    {
        public override string Method => "client_secret_basic";

        // RFC 6749 §2.3.1: both halves are form-encoded first.
        public override void Add(HttpRequestMessage request, Form form, ProofContext context) =>
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(
                Encoding.ASCII.GetBytes($"{Form.Encode(context.ClientId)}:{Form.Encode(Secret)}")));
    }

    public sealed record SecretPost(string Secret) : ClientProof
    {
        public override string Method => "client_secret_post";

        public override void Add(HttpRequestMessage request, Form form, ProofContext context)
        {
            form.Set("client_id", context.ClientId);
            form.Set("client_secret", Secret);
        }
    }

    public sealed record PrivateKeyJwt(AppKey Key) : ClientProof
    {
        public override string Method => "private_key_jwt";

        public override void Add(HttpRequestMessage request, Form form, ProofContext context)
        {
            form.Set("client_id", context.ClientId);
            form.Set("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
            form.Set("client_assertion", Key.Assert(context));
        }
    }
}

/// <param name="Audience">Whom an assertion is for: the issuer.</param>
internal sealed record ProofContext(string ClientId, string Audience, DateTimeOffset Now);
