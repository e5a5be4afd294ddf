using AlpToolkit.Core.Plugins;
using AlpToolkit.Host.Discovery;
using AlpToolkit.Tests.Shared;

namespace AlpToolkit.Tests.Host.Discovery;

[Collection(PluginCollection.Name), Trait("Category", "Slow")]
public sealed class PluginFileTests(PluginFixture plugins)
{
    [Fact]
    public void Read_FindsWhatTheMetadataDeclare()
    {
        PluginFile file = PluginFile.Read(plugins.Dll("Acme"));

        Assert.Equal(typeof(Stage).Assembly.GetName().Version, file.Contract);
        Assert.Contains(new PluginDeclaration(PluginKind.Writer, "acme/text", "Acme.Text"), file.Declarations);
        Assert.Equal(15, file.Declarations.Count);
    }

    // A DLL that was damaged or half copied: whatever the bytes are, the answer is a file or the one exception made for it.
    [Fact]
    public void Read_OfADamagedFile_EndsWithItsOwnException()
    {
        byte[] whole = File.ReadAllBytes(plugins.Dll("Twin"));
        using TemporaryFolder folder = new();
        string path = folder.Combine("Twin.dll");
        Random random = new(20230706);
        int refused = 0;
        for (int i = 0; i < 2000; i++)
        {
            byte[] damaged = i % 4 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
            for (int n = random.Next(1, 8); n > 0 && damaged.Length > 0; n--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(path, damaged);
            try
            {
                PluginFile.Read(path);
            }
            catch (PluginFileException e)
            {
                Assert.StartsWith("Twin.dll ", e.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.InRange(refused, 500, 2000);
    }
}
