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
    public IReadOnlyList<string> All(string name) => [.. sent.Where(pair => pair.Key == name).Select(pair => pair.Value)];

    /// <summary>Whether it was sent at all, even if nothing can be read from it.</summary>
    public bool Sent(string name) => Array.Exists(sent, pair => pair.Key == name);

    public ProtocolError? FirstFault()
    {
        if (sent.Length > ParameterLimits.Count)
            return ProtocolError.InvalidRequest("too many parameters");

        if (sent.Any(pair => pair.Value.Length > ParameterLimits.LengthOf(pair.Key)))
            return ProtocolError.InvalidRequest("a parameter is too long");

        // RFC 6749 §3.1, §3.2
        var single = sent.Where(pair => !ParameterLimits.MayRepeat(pair.Key)).Select(pair => pair.Key).ToList();
        return single.Count == single.Distinct().Count() ? null : ProtocolError.InvalidRequest("a parameter was sent more than once");
    }

    public ParameterSet With(string name, string? value) =>
        new(sent.Where(pair => pair.Key != name).Append(new(name, value ?? "")));

    public ParameterSet Only(IReadOnlyCollection<string> names) => new(sent.Where(pair => names.Contains(pair.Key)));

    /// <summary>As application/x-www-form-urlencoded, the form in which requests are remembered.</summary>
    public string ToForm() => string.Join('&', sent.Select(pair => $"{FormEncoding.Encode(pair.Key)}={FormEncoding.Encode(pair.Value)}"));

    public static ParameterSet FromForm(string form)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var pair in form.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? pair : pair[..equals];
            var value = equals < 0 ? "" : pair[(equals + 1)..];
            pairs.Add(new(FormEncoding.Decode(name) ?? name, FormEncoding.Decode(value) ?? value));
        }

        return new(pairs);
    }
}
