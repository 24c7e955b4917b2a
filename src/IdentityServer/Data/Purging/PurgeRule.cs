namespace IdentityServer.Data.Purging;

/// <summary>
/// Which rows of a table are no longer needed. The column leads an index, so that a range of it is found without
/// reading the table: an instant, or a key that begins with its time.
/// </summary>
internal sealed record PurgeRule
{
    private readonly Func<DateTimeOffset, Value> bound;

    /// <param name="table">As in the database.</param>
    /// <param name="column">An instant.</param>
    /// <param name="keep">How long a row is kept after the instant in the column.</param>
    public PurgeRule(string table, string column, TimeSpan keep) : this(table, column, keep, instant => instant)
    {
    }

    private PurgeRule(string table, string column, TimeSpan keep, Func<DateTimeOffset, Value> bound)
    {
        (Table, Column, Keep, this.bound) = (table, column, keep, bound);
        Exists = new($"""SELECT 1 WHERE EXISTS (SELECT 1 FROM "{table}" WHERE "{column}" < @until)""");
        Delete = new($"""DELETE FROM "{table}" WHERE "{column}" >= @from AND "{column}" < @until""");
    }

    public string Table { get; }

    public string Column { get; }

    public TimeSpan Keep { get; }

    public Statement Exists { get; }

    public Statement Delete { get; }

    /// <summary>By the time in a <see cref="Handle"/>'s key: <paramref name="keep"/> counts from the row's birth.</summary>
    public static PurgeRule ByKey(string table, string column, TimeSpan keep) =>
        new(table, column, keep, instant => TimeKey.FirstAt(instant));

    public Value Bound(DateTimeOffset instant) => bound(instant);
}
