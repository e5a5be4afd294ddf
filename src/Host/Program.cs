using AlpToolkit.Host;

return AlpCommand.Run(args, Console.Out, Console.Error);
