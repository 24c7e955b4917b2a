using System.Diagnostics.CodeAnalysis;
using IdentityServer.OpenId.Answers;
using IdentityServer.Protocol;
using IdentityServer.Protocol.OpenId.Parameters;

namespace IdentityServer.OpenId.Requests;

/// <summary>A form, or the answer to whoever sent something else.</summary>
internal readonly struct FormReading
{
    private readonly ParameterSet? form;
    private readonly OAuthError? refusal;

    private FormReading(ParameterSet? form, OAuthError? refusal) => (this.form, this.refusal) = (form, refusal);

    public static implicit operator FormReading(ParameterSet form) => new(form, null);

    public static implicit operator FormReading(ProtocolError error) => new(null, error);

    public bool Gives([NotNullWhen(true)] out ParameterSet? form, [NotNullWhen(false)] out OAuthError? refusal)
    {
        (form, refusal) = (this.form, this.refusal);
        return form is not null;
    }
}
