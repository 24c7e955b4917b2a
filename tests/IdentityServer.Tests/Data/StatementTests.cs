using IdentityServer.Data;

namespace IdentityServer.Tests.Data;

internal sealed class StatementTests
{
    [TestCase("SELECT 1", new string[0])]
    [TestCase("""UPDATE "Codes" SET "UsedAt" = @now WHERE "Key" = @key""", new[] { "@now", "@key" })]
    [TestCase("""SELECT * FROM "Codes" WHERE "Key" = @key OR "Other" = @key AND "At" < @now""", new[] { "@key", "@now" })]
    [TestCase("""SELECT * FROM "Codes" WHERE "Key" = @key1 OR "Key" = @key""", new[] { "@key1", "@key" })]
    public void Parameters_stand_in_the_order_of_their_first_appearance(string sql, string[] parameters) =>
        Assert.That(new Statement(sql).Parameters, Is.EqualTo(parameters));
}
