using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace IdentityServer.Notifications.Rendering;

/// <summary>
/// HTML put together from literals: whatever is put into a hole is escaped, unless it is HTML itself.
/// <code>Html.Of($"&lt;p&gt;{name}&lt;/p&gt;")</code>
/// </summary>
internal sealed class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly string markup;

    private Html(string markup) => this.markup = markup;

    public static readonly Html Nothing = new("");

    public static Html Of(ref Handler content) => new(content.ToString());

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.markup)));

    public override string ToString() => markup;

    [InterpolatedStringHandler]
    internal readonly ref struct Handler(int literalLength, int formattedCount)
    {
        private readonly StringBuilder markup = new(literalLength + 20 * formattedCount);

        public void AppendLiteral(string literal) => markup.Append(literal);

        public void AppendFormatted(Html part) => markup.Append(part.markup);

        public void AppendFormatted(string text) => markup.Append(Encoder.Encode(text));

        public override string ToString() => markup.ToString();
    }
}
