namespace IdentityServer.Protocol.OpenId.Parameters;

/// <summary>
/// What was sent, name by name. A parameter that was sent twice or is too long has no value here, so nobody can act on
/// half of it by accident; <see cref="FirstFault"/> says so once.
/// </summary>
internal sealed class ParameterSet
{
    private readonly KeyValuePair<string, string>[] sent;

    // RFC 6749 §3.1: a parameter without a value is treated as if it had been left out.
    public ParameterSet(IEnumerable<KeyValuePair<string, string>> pairs) => sent = [.. pairs.Where(pair => pair.Value is not (null or ""))];

    private ParameterSet(List<KeyValuePair<string, string>> valued) => sent = [.. valued];

    public string? this[string name]
    {
        get
        {
            string? found = null;
            foreach (var (key, value) in sent)
            {
                if (key != name)
                    continue;
                if (found is not null)
                    return null;
                found = value;
            }

            return found?.Length <= ParameterLimits.LengthOf(name) ? found : null;
        }
    }

    /// <summary>For the few that may be repeated (RFC 8707 §2).</summary>
    public IReadOnlyList<string> All(string name) =>
        Sent(name) ? [.. sent.Where(pair => pair.Key == name).Select(pair => pair.Value)] : [];

    /// <summary>Whether it was sent at all, even if nothing can be read from it.</summary>
    public bool Sent(string name)
    {
        foreach (var (key, _) in sent)
            if (key == name)
                return true;

        return false;
    }

    public ProtocolError? FirstFault()
    {
        if (sent.Length > ParameterLimits.Count)
            return ProtocolError.InvalidRequest("too many parameters");

        foreach (var (name, value) in sent)
            if (value.Length > ParameterLimits.LengthOf(name))
                return ProtocolError.InvalidRequest("a parameter is too long");

        // RFC 6749 §3.1, §3.2
        for (var index = 1; index < sent.Length; index++)
            if (WasSentBefore(index) && !ParameterLimits.MayRepeat(sent[index].Key))
                return ProtocolError.InvalidRequest("a parameter was sent more than once");

        return null;
    }

    public ParameterSet With(string name, string? value) =>
        new(sent.Where(pair => pair.Key != name).Append(new(name, value ?? "")));

    public ParameterSet Only(IReadOnlyCollection<string> names) => new(sent.Where(pair => names.Contains(pair.Key)));

    /// <summary>As application/x-www-form-urlencoded, the form in which requests are remembered.</summary>
    public string ToForm() => string.Join('&', sent.Select(pair => $"{FormEncoding.Encode(pair.Key)}={FormEncoding.Encode(pair.Value)}"));

    public static ParameterSet FromForm(ReadOnlySpan<char> form)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var range in form.Split('&'))
        {
            var pair = form[range];
            var equals = pair.IndexOf('=');
            if (equals < 0 || equals == pair.Length - 1)
                continue;

            var name = pair[..equals];
            var value = pair[(equals + 1)..];
            pairs.Add(new(FormEncoding.Decode(name) ?? name.ToString(), FormEncoding.Decode(value) ?? value.ToString()));
        }

        return new(pairs);
    }

    private bool WasSentBefore(int index)
    {
        for (var before = 0; before < index; before++)
            if (sent[before].Key == sent[index].Key)
                return true;

        return false;
    }
}
