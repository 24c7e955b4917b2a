namespace IdentityServer.Protocol.WebAuthn.Metadata;

/// <summary>A new issue arrived, or the demands changed: who does not satisfy them any more?</summary>
internal static class MetadataReview
{
    public static IReadOnlyList<(EnrolledModel Model, AuthenticatorRefusal Reason)> Find(
        IEnumerable<EnrolledModel> enrolled, AuthenticatorPolicy policy, DateTimeOffset now)
    {
        var affected = new List<(EnrolledModel, AuthenticatorRefusal)>();
        foreach (var model in enrolled.Distinct())
            if (policy.Reconsider(model.Model, model.Type, now) is { } reason)
                affected.Add((model, reason));

        return affected;
    }
}
