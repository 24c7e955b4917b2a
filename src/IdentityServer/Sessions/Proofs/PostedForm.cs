using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdentityServer.Sessions.Proofs;

/// <summary>
/// SU-32: what somebody sent survives the way past the step-up page. Only what came from a page of ours is kept: another
/// site's form would otherwise be sent again with our own token in it.
/// </summary>
internal sealed class PostedForm(IAntiforgery antiforgery, IOptions<AntiforgeryOptions> options)
{
    private const int MostFields = 200;
    private const int MostCharacters = 4_000;

    /// <summary>Null where there is nothing to keep, or more than is kept: the person then fills it in once more.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, string>>?> KeepAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
            return null;

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        List<KeyValuePair<string, string>> fields =
        [
            .. form.Where(field => field.Key != options.Value.FormFieldName).SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value ?? "")),
        ];
        return form.Files is [] && fields.Count <= MostFields && fields.Sum(field => field.Key.Length + field.Value.Length) <= MostCharacters ? fields : null;
    }
}
