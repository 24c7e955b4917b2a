using System.Collections;

namespace IdentityServer.TestKit.Relying;

/// <summary>Parameters in the order they are sent; a name may come twice, because tests of refusals need that.</summary>
internal sealed class Form : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> fields = [];

    public static Form Of(params ReadOnlySpan<(string Name, string? Value)> fields)
    {
        var form = new Form();
        foreach (var (name, value) in fields)
            form.Set(name, value);
        return form;
    }

    public Form Copy()
    {
        var copy = new Form();
        copy.fields.AddRange(fields);
        return copy;
    }

    public string? this[string name] => fields.Where(field => field.Key == name).Select(field => field.Value).FirstOrDefault();

    public void Add(string name, string value) => fields.Add(new(name, value));

    /// <summary>Replaces what is there; null takes it away.</summary>
    public void Set(string name, string? value)
    {
        fields.RemoveAll(field => field.Key == name);
        if (value is not null)
            Add(name, value);
    }

    public HttpContent ToContent() => new FormUrlEncodedContent(fields);

    public override string ToString() => string.Join('&', fields.Select(field => $"{Encode(field.Key)}={Encode(field.Value)}"));

    public static string Encode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
