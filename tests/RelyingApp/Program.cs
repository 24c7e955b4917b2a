using RelyingApp;

await App.Build(args, TimeProvider.System).RunAsync();
