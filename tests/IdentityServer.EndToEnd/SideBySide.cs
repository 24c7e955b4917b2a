// Every fixture has its own server, every test its own browser profile. Two at a time: a machine with two cores is busy enough.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]
