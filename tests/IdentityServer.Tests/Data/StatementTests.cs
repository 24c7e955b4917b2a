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

    [Test]
    public void How_many_rows_are_enough_is_the_last_value_and_said_in_the_words_of_each_database()
    {
        var statement = new Statement("""SELECT "Id" FROM "Codes" WHERE "At" < @now ORDER BY "At" """.TrimEnd(), firstOnly: true);

        Assert.That(statement.Parameters, Is.EqualTo(["@now", "@most"]));
        Assert.That(statement.In("LIMIT @most"), Does.EndWith("""ORDER BY "At" LIMIT @most"""));
        Assert.That(new Statement("SELECT 1").In("LIMIT @most"), Is.EqualTo("SELECT 1"));
    }
}
