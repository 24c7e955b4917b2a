using IdentityServer.Data;

namespace IdentityServer.Throttles;

internal static class ThrottleStatements
{
    public static readonly Statement Begin = new("""
        INSERT INTO "Throttles" ("Key", "Next", "Failures", "ToldAt", "ExpiresAt")
        SELECT @key, @zero, @none, @zero, @expires WHERE NOT EXISTS (SELECT 1 FROM "Throttles" WHERE "Key" = @key)
        """);

    public static readonly Statement TakeRate = new("""
        UPDATE "Throttles" SET "Next" = CASE WHEN "Next" > @now THEN "Next" ELSE @now END + @interval, "ExpiresAt" = @expires
        WHERE "Key" = @key AND "Next" <= @latest
        """);

    // The n-th wait follows the failure number free + n - 1; "Failures" is the number before this one.
    public static readonly Statement TakeGuess = new("""
        UPDATE "Throttles" SET "Failures" = "Failures" + 1, "ExpiresAt" = @expires, "Next" = @now + CASE
            WHEN "Failures" + 1 < @free THEN 0
            WHEN "Failures" + 1 = @free THEN @wait0
            WHEN "Failures" = @free THEN @wait1
            WHEN "Failures" - 1 = @free THEN @wait2
            WHEN "Failures" - 2 = @free THEN @wait3
            WHEN "Failures" - 3 = @free THEN @wait4
            WHEN "Failures" - 4 = @free THEN @wait5
            WHEN "Failures" - 5 = @free THEN @wait6
            ELSE @longest END
        WHERE "Key" = @key AND "Next" <= @now AND "Failures" < @cap
        """);

    public static readonly Statement Find = new("""
        SELECT "Next", "Failures", "ToldAt" FROM "Throttles" WHERE "Key" = @key
        """);

    public static readonly Statement Reset = new("""
        DELETE FROM "Throttles" WHERE "Key" = @key
        """);

    /// <summary>Once per key and quiet time, whatever number of instances refuse whatever number of requests.</summary>
    public static readonly Statement Tell = new("""
        UPDATE "Throttles" SET "ToldAt" = @now WHERE "Key" = @key AND "ToldAt" <= @quietSince
        """);
}
