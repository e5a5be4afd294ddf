using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace AlpToolkit.Host.Discovery;

/// <summary>A class that carries a plugin attribute, as the file's metadata states it.</summary>
/// <param name="Kind">What the attribute makes it.</param>
/// <param name="Name">Name in the attribute.</param>
/// <param name="TypeName">Full name of the class, <c>Namespace.Outer+Inner</c>.</param>
internal sealed record PluginDeclaration(PluginKind Kind, string Name, string TypeName);

/// <summary>
/// What a DLL says about itself without being loaded: no code of it runs before contract version and dependencies are known to
/// fit, and the names of a plugin are known even when it cannot be loaded.
/// </summary>
/// <param name="Path">Full path.</param>
/// <param name="Contract">Version of AlpToolkit.Core that it was built against; null when it does not reference it.</param>
/// <param name="References">Every assembly that it references.</param>
/// <param name="Declarations">Classes with a plugin attribute.</param>
internal sealed record PluginFile(string Path, Version? Contract, IReadOnlyList<AssemblyName> References, IReadOnlyList<PluginDeclaration> Declarations)
{
    private const string AttributeNamespace = "AlpToolkit.Core.Plugins";

    /// <summary>Reads the metadata of a DLL.</summary>
    /// <exception cref="PluginFileException">The file is not readable or no .NET assembly; the message says so.</exception>
    public static PluginFile Read(string path)
    {
        string file = System.IO.Path.GetFileName(path);
        try
        {
            using FileStream stream = File.OpenRead(path);
            using PEReader pe = new(stream);
            if (!pe.HasMetadata || pe.GetMetadataReader() is not { IsAssembly: true } metadata)
            {
                throw new PluginFileException(PluginMessages.NotDotNet(file));
            }

            AssemblyName[] references = [.. metadata.AssemblyReferences.Select(r => metadata.GetAssemblyReference(r).GetAssemblyName())];
            Version? contract = references.FirstOrDefault(r => r.Name == PluginLoadContext.Contract.Name)?.Version;
            return new PluginFile(path, contract, references, contract is null ? [] : DeclarationsIn(metadata));
        }
        catch (Exception e) when (e is BadImageFormatException or OverflowException or ArgumentException or InvalidCastException)
        {
            bool hasPeMagic = StartsLikeAnExecutable(path);
            throw new PluginFileException(hasPeMagic ? PluginMessages.Damaged(file, e.Message.TrimEnd('.')) : PluginMessages.NotDotNet(file), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PluginFileException(PluginMessages.NotReadable(file, e.Message), e);
        }
    }

    private static bool StartsLikeAnExecutable(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return stream.ReadByte() == 'M' && stream.ReadByte() == 'Z';
    }

    private static List<PluginDeclaration> DeclarationsIn(MetadataReader metadata)
    {
        List<PluginDeclaration> declarations = [];
        foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
        {
            TypeDefinition type = metadata.GetTypeDefinition(handle);
            foreach (CustomAttributeHandle attributeHandle in type.GetCustomAttributes())
            {
                CustomAttribute attribute = metadata.GetCustomAttribute(attributeHandle);
                if (KindOf(metadata, attribute) is { } kind)
                {
                    declarations.Add(new PluginDeclaration(kind, FirstArgument(metadata, attribute), FullName(metadata, type)));
                }
            }
        }

        return declarations;
    }

    private static PluginKind? KindOf(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference
            || metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is not { Kind: HandleKind.TypeReference } parent)
        {
            return null;
        }

        TypeReference type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        if (!metadata.StringComparer.Equals(type.Namespace, AttributeNamespace))
        {
            return null;
        }

        return metadata.GetString(type.Name) switch
        {
            "SourceAttribute" => PluginKind.Source,
            "StageAttribute" => PluginKind.Stage,
            "WriterAttribute" => PluginKind.Writer,
            _ => null,
        };
    }

    // ECMA-335 II.23.3: a custom attribute's value starts with the prolog 0x0001, then the constructor's arguments in order.
    private static string FirstArgument(MetadataReader metadata, CustomAttribute attribute)
    {
        BlobReader value = metadata.GetBlobReader(attribute.Value);
        return value.ReadUInt16() == 1 ? value.ReadSerializedString() ?? "" : throw new BadImageFormatException("a custom attribute has no prolog");
    }

    private static string FullName(MetadataReader metadata, TypeDefinition type, int depth = 0)
    {
        // A damaged table may nest a class in itself.
        if (depth > 64)
        {
            throw new BadImageFormatException("classes are nested more than 64 deep");
        }

        string name = metadata.GetString(type.Name);
        if (type.GetDeclaringType() is { IsNil: false } outer)
        {
            return $"{FullName(metadata, metadata.GetTypeDefinition(outer), depth + 1)}+{name}";
        }

        return type.Namespace.IsNil ? name : $"{metadata.GetString(type.Namespace)}.{name}";
    }
}

/// <summary>A file in a plugin folder that is no plugin; the message is the sentence for the user.</summary>
internal sealed class PluginFileException(string message, Exception? inner = null) : Exception(message, inner);
