using System.Collections.Concurrent;

namespace IdentityServer.OpenId;

/// <summary>
/// What the database said a moment ago, "there is none" included. Every instance follows a change within
/// <see cref="Convergence"/>. Room is limited, so that whoever asks for many things that do not exist fills no memory.
/// </summary>
internal sealed class RecentAnswers<TKey, TAnswer>(
    TimeProvider clock, Func<TKey, TAnswer?, CancellationToken, Task<TAnswer>> ask, int capacity) where TKey : notnull where TAnswer : class
{
    public static readonly TimeSpan Convergence = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Fresh = Convergence / 2;

    private readonly ConcurrentDictionary<TKey, Answer> answers = new();

    public ValueTask<TAnswer> GetAsync(TKey key, CancellationToken cancellation)
    {
        if (!answers.TryGetValue(key, out var known))
            return new(AskAsync(key, previous: null, cancellation));

        var age = clock.GetUtcNow() - known.At;
        // While one request asks again, the others go on with what there is, as long as it is not too old.
        var isGood = age >= TimeSpan.Zero && (age < Fresh || (age < Convergence && !known.ClaimRenewal()));
        return isGood ? new(known.Content) : new(AskAsync(key, known.Content, cancellation));
    }

    /// <summary>After a change made here, so that this instance follows at once.</summary>
    public void Forget(TKey key) => answers.TryRemove(key, out _);

    private async Task<TAnswer> AskAsync(TKey key, TAnswer? previous, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var content = await ask(key, previous, cancellation);
        if (previous is null)
            MakeRoom(now);

        answers[key] = new(now, content);
        return content;
    }

    private void MakeRoom(DateTimeOffset now)
    {
        if (answers.Count < capacity)
            return;

        foreach (var (key, answer) in answers)
            if (now - answer.At >= Convergence)
                answers.TryRemove(key, out _);

        if (answers.Count >= capacity)
            answers.Clear();
    }

    private sealed class Answer(DateTimeOffset at, TAnswer content)
    {
        private int renewing;

        public DateTimeOffset At => at;

        public TAnswer Content => content;

        public bool ClaimRenewal() => Interlocked.Exchange(ref renewing, 1) is 0;
    }
}
