using IdentityServer.Data;

namespace IdentityServer.Tests.Data;

internal sealed class UnitTests
{
    private static readonly Statement Spend = new("""UPDATE "Codes" SET "UsedAt" = @now WHERE "Key" = @key AND "UsedAt" IS NULL""");

    [Test]
    public void Steps_keep_their_order()
    {
        var unit = new Unit().Require(Spend, 1, 2).Add(Spend, 3, 4);

        Assert.That(unit.Steps.Select(step => (step.Values[0].Content, step.Required)), Is.EqualTo(new[] { ((object)1, true), (3, false) }));
    }

    [TestCase(1)]
    [TestCase(3)]
    public void A_statement_with_too_few_or_too_many_values_is_refused_at_once(int count)
    {
        Value[] values = [.. Enumerable.Range(0, count).Select(i => (Value)i)];

        Assert.That(() => new Unit().Add(Spend, values), Throws.ArgumentException.With.Message.Contains("2 values expected"));
    }
}
