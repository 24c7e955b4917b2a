namespace IdentityServer.Benchmarks.Timing;

/// <summary>
/// Whether two samples can come from one distribution: the greatest distance between their cumulative distributions, and
/// how often chance alone makes one at least as great.
/// </summary>
internal readonly record struct KolmogorovSmirnov(double Distance, double Probability)
{
    // The series falls so fast that the terms after these change nothing.
    private const int Terms = 100;

    public static KolmogorovSmirnov Of(IEnumerable<double> one, IEnumerable<double> other)
    {
        double[] first = [.. one.Order()], second = [.. other.Order()];
        var distance = Distances(first, second).Max();

        // Stephens' approximation of the asymptotic distribution, good from a handful of values on.
        var size = Math.Sqrt(first.Length * (double)second.Length / (first.Length + second.Length));
        return new(distance, Tail((size + 0.12 + 0.11 / size) * distance));
    }

    private static IEnumerable<double> Distances(double[] first, double[] second)
    {
        for (var (i, j) = (0, 0); i < first.Length && j < second.Length;)
        {
            var value = Math.Min(first[i], second[j]);
            while (i < first.Length && first[i] <= value)
                i++;
            while (j < second.Length && second[j] <= value)
                j++;
            yield return Math.Abs(i / (double)first.Length - j / (double)second.Length);
        }
    }

    private static double Tail(double scaled) => scaled < 0.2
        ? 1
        : Math.Clamp(2 * Enumerable.Range(1, Terms).Sum(k => (k % 2 is 1 ? 1 : -1) * Math.Exp(-2 * k * k * scaled * scaled)), 0, 1);
}
