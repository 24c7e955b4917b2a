// Fixtures run beside each other: every one has its own database and its own server.
[assembly: Parallelizable(ParallelScope.Fixtures)]
