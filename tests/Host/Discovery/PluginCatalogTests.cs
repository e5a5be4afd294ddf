using AlpToolkit.Core.Events;
using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Discovery;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Host.Discovery;

[Collection(PluginCollection.Name), Trait("Category", "Slow")]
public sealed class PluginCatalogTests(PluginFixture plugins) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData("Acme/Acme.dll"), InlineData("Acme.dll"), InlineData("recoil/recoil.dll")]
    public void Stage_OfADroppedDll_IsFound_WhereverItLies(string place)
    {
        string dll = Drop("Acme", place);

        PluginEntry entry = Load().Find(PluginKind.Stage, "acme/steady")!;

        Assert.Equal((PluginKind.Stage, "acme/steady", "Does nothing, well.", dll), (entry.Kind, entry.Name, entry.Summary, entry.Origin));
        Assert.Equal("- acme/steady", Assert.Single(entry.Examples));
        Assert.Equal("Acme.None", entry.OptionsType.FullName);
        Assert.False(entry.IsBuiltIn);
        Assert.IsType<Stage>(entry.Create(), exactMatch: false);
    }

    [Fact]
    public void OptionsType_OfEveryKindOfPlugin_IsItsRecord()
    {
        Drop("Acme", "Acme.dll");
        PluginCatalog catalog = Load();

        Assert.Equal("Settings", catalog.Find(PluginKind.Stage, "acme/limit")!.OptionsType.Name);
        Assert.Equal("None", catalog.Find(PluginKind.Stage, "acme/count")!.OptionsType.Name);
        Assert.Equal("None", catalog.Find(PluginKind.Source, "acme/steady")!.OptionsType.Name);
        Assert.Equal("None", catalog.Find(PluginKind.Writer, "acme/text")!.OptionsType.Name);
        Assert.IsType<Source>(catalog.Find(PluginKind.Source, "acme/steady")!.Create(), exactMatch: false);
        Assert.IsType<Writer>(catalog.Find(PluginKind.Writer, "acme/text")!.Create(), exactMatch: false);
    }

    [Fact]
    public void Find_OfANameThatNobodyHas_IsNull()
    {
        Drop("Acme", "Acme.dll");
        PluginCatalog catalog = Load();

        Assert.Null(catalog.Find(PluginKind.Stage, "acme/stead"));
        Assert.Null(catalog.Find(PluginKind.Stage, "no-such-stage"));
        Assert.Null(catalog.Find(PluginKind.Writer, "acme/steady"));
        Assert.Contains("acme/steady", catalog.Names(PluginKind.Stage));
        Assert.DoesNotContain("acme/text", catalog.Names(PluginKind.Stage));
    }

    [Fact]
    public void TwoPlugins_OfOneDll_AreLoadedApartFromOneAnother()
    {
        Drop("Acme", "a/a.dll");
        PluginCatalog first = Load(), second = Load();

        Assert.NotSame(first.Find(PluginKind.Stage, "acme/steady")!.Type, second.Find(PluginKind.Stage, "acme/steady")!.Type);
    }

    [Fact]
    public void APluginThatBringsItsOwnCore_GetsTheHosts()
    {
        Drop("Acme", "Acme/Acme.dll");
        File.Copy(typeof(Stage).Assembly.Location, _folder.Combine("Acme", "AlpToolkit.Core.dll"));

        Assert.IsType<EventStage>(Load().Find(PluginKind.Stage, "acme/steady")!.Create(), exactMatch: false);
    }

    [Theory]
    [InlineData(PluginKind.Stage, "acme/hidden", "Acme.dll: the stage class Acme.Hidden is not public: make it public")]
    [InlineData(PluginKind.Stage, "acme/abstract", "Acme.dll: the stage class Acme.Abstract is abstract: make the class that carries the attribute concrete")]
    [InlineData(PluginKind.Stage, "acme/generic", "Acme.dll: the stage class Acme.Generic`1 is generic: a pipeline names one class; derive a class without type parameters")]
    [InlineData(PluginKind.Stage, "acme/baseless", "Acme.dll: the stage class Acme.Baseless does not derive from Stage<TOptions>, AccumulatingStage<TOptions, TPartial> or ResultStage<TOptions>")]
    [InlineData(PluginKind.Writer, "acme/confused", "Acme.dll: the writer class Acme.Confused does not derive from Writer<TOptions>")]
    [InlineData(PluginKind.Stage, "acme/no-constructor", "Acme.dll: the stage class Acme.NoConstructor has no public constructor without parameters: add one; options arrive through Options")]
    [InlineData(PluginKind.Stage, "bare", "Acme.dll names a stage 'bare': names without a vendor are the toolkit's own; call it 'vendor/bare', with your name or experiment as vendor")]
    [InlineData(PluginKind.Stage, "Acme/RecoilRatio", "Acme.dll names a stage 'Acme/RecoilRatio': a name is vendor/name in lower case, words joined by hyphens, such as acme/recoil-ratio")]
    internal void ABadClass_IsAProblem_AndAnErrorWhereItIsNeeded(PluginKind kind, string name, string message)
    {
        string dll = Drop("Acme", "Acme.dll");
        PluginCatalog catalog = Load();

        Assert.Contains(new PluginProblem(dll, name, message), catalog.Problems);
        Assert.DoesNotContain(name, catalog.Names(kind));
        Assert.Equal($"{kind.Word()} '{name}' ({dll}) cannot be used: {message}", Assert.Throws<PluginException>(() => catalog.Find(kind, name)).Message);
        Assert.NotNull(catalog.Find(PluginKind.Stage, "acme/steady"));
    }

    [Fact]
    public void Create_OfAClassWhoseConstructorThrows_SaysWhy()
    {
        string dll = Drop("Acme", "Acme.dll");
        PluginEntry grumpy = Load().Find(PluginKind.Stage, "acme/grumpy")!;

        Assert.Equal($"stage 'acme/grumpy' ({dll}): its constructor failed: no licence file", Assert.Throws<PluginException>(grumpy.Create).Message);
    }

    [Fact]
    public void AStageThatThrowsInProcess_IsNoProblemOfDiscovery()
    {
        Drop("Acme", "Acme.dll");
        EventStage explosive = (EventStage)Load().Find(PluginKind.Stage, "acme/explosive")!.Create();

        Assert.Throws<IndexOutOfRangeException>(() => explosive.Run(new EventBatch(0, 0), null));
    }

    [Fact]
    public void TwoOwnersOfOneName_AreAnErrorThatNamesBothFiles_WhenTheNameIsUsed()
    {
        string acme = Drop("Acme", "Acme.dll"), twin = Drop("Twin", "Twin/Twin.dll");
        PluginCatalog catalog = Load();

        string message = $"stage 'acme/steady' is in {acme} and in {twin}: remove all but one";
        Assert.Equal(message, Assert.Throws<PluginException>(() => catalog.Find(PluginKind.Stage, "acme/steady")).Message);
        Assert.Contains(catalog.Problems, p => p.PluginName == "acme/steady" && p.Message == message);
        Assert.DoesNotContain(catalog.Entries, e => e is { Kind: PluginKind.Stage, Name: "acme/steady" });
        Assert.NotNull(catalog.Find(PluginKind.Source, "acme/steady"));
        Assert.NotNull(catalog.Find(PluginKind.Stage, "acme/count"));
    }

    [Fact]
    public void TheSameFolderGivenTwice_HasOneOwner()
    {
        Drop("Twin", "Twin.dll");

        Assert.Empty(PluginCatalog.Load([_folder.Path, _folder.Combine("..", Path.GetFileName(_folder.Path)) + Path.DirectorySeparatorChar]).Problems);
    }

    [Theory]
    [InlineData("Contract2", "Contract2.dll was built for plugin contract 2; this alp has contract 1: rebuild it against AlpToolkit.Core 1.x")]
    [InlineData("Contract9", "Contract9.dll was built for plugin contract 1.9; this alp has contract 1.0: update alp, or rebuild the plugin against AlpToolkit.Core 1.0")]
    public void APluginForAnotherContract_IsRefusedByVersion_BeforeItIsLoaded(string name, string message)
    {
        string dll = Drop(name, $"{name}/{name}.dll");
        PluginCatalog catalog = Load();

        Assert.Equal(new PluginProblem(dll, "acme/foreign", message), Assert.Single(catalog.Problems));
        Assert.EndsWith(message, Assert.Throws<PluginException>(() => catalog.Find(PluginKind.Stage, "acme/foreign")).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(AppDomain.CurrentDomain.GetAssemblies(), a => a.GetName().Name == name);
    }

    [Fact]
    public void AMissingDependency_IsNamed_BeforeAnyEvent()
    {
        string dll = Drop("Needy", "Needy/Needy.dll");
        PluginCatalog catalog = Load();

        PluginProblem problem = Assert.Single(catalog.Problems);
        Assert.Equal((dll, "acme/needy"), (problem.Path, problem.PluginName));
        Assert.Equal("Needy.dll needs Lib 0.0.0.0, which is not beside it: copy Lib.dll there ('dotnet publish' gathers all that a plugin needs)", problem.Message);
        Assert.Throws<PluginException>(() => catalog.Find(PluginKind.Stage, "acme/needy"));
    }

    [Theory, InlineData("Needy/Needy.dll", "Needy/Lib.dll"), InlineData("Needy.dll", "Lib.dll")]
    public void ADependencyBesideThePlugin_IsUsed_AndIsNoPluginItself(string plugin, string library)
    {
        Drop("Needy", plugin);
        Drop("Lib", library);
        PluginCatalog catalog = Load();

        Assert.Empty(catalog.Problems);
        EventStage needy = (EventStage)catalog.Find(PluginKind.Stage, "acme/needy")!.Create();
        EventBatch batch = new(0, 0);
        batch.Begin(new SampleInfo { Name = "s", SqrtS = 10 }, 0);
        batch.EndEvent(1);
        needy.Run(batch, null);
        Assert.Equal(2, batch.Weights()[0]);
    }

    [Theory]
    [InlineData("Lib", "Lib.dll does not reference AlpToolkit.Core, so it holds no plugin: build it against AlpToolkit.Core, or put the plugin's own DLL under this name")]
    [InlineData("NoPlugin", "NoPlugin.dll holds no plugin: mark a class with [Stage(\"vendor/name\", \"summary\")], [Source] or [Writer]")]
    public void ADllThatItsFolderIsNamedAfter_HasToBeAPlugin(string name, string message)
    {
        string dll = Drop(name, $"{name}/{name}.dll");

        Assert.Equal(new PluginProblem(dll, null, message), Assert.Single(Load().Problems));
    }

    [Fact]
    public void AFolderWithoutADllOfItsName_SaysWhatItHas()
    {
        Drop("Acme", "recoil-ratio/Acme.dll");

        PluginProblem problem = Assert.Single(Load().Problems);
        Assert.Equal("the plugin folder recoil-ratio has no recoil-ratio.dll (it has Acme.dll): give folder and DLL the same name", problem.Message);
    }

    [Fact]
    public void AFileThatIsNoAssembly_IsAProblem_AndNamedWhenAStrangersStageIsMissing()
    {
        string dll = _folder.Combine("garbage.dll");
        File.WriteAllText(dll, "not a library");
        PluginCatalog catalog = Load();

        const string message = "garbage.dll is not a .NET assembly: a plugin is a class library built against AlpToolkit.Core";
        Assert.Equal(new PluginProblem(dll, null, message), Assert.Single(catalog.Problems));
        Assert.Contains(message, Assert.Throws<PluginException>(() => catalog.Find(PluginKind.Stage, "acme/steady")).Message, StringComparison.Ordinal);
        Assert.Null(catalog.Find(PluginKind.Stage, "cutz"));
    }

    private string Drop(string name, string place)
    {
        string target = Path.GetFullPath(place, _folder.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(plugins.Dll(name), target);
        return target;
    }

    private PluginCatalog Load() => PluginCatalog.Load([_folder.Path]);
}
