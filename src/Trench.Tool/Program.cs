using Microsoft.Extensions.Configuration;
using Trench.Tool;

var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
return await TrenchTool.RunAsync(args, new ToolHost(environment, TimeProvider.System, Console.Out, Console.Error), CancellationToken.None);
