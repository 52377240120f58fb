using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Qboxmail.Benchmarks.Clients;

/// <summary>The size of an assembly's file, and of the IL in it.</summary>
internal readonly record struct AssemblySize(long File, long IL)
{
    public static AssemblySize Of(Type type)
    {
        using var file = new PEReader(System.IO.File.OpenRead(type.Assembly.Location));
        var metadata = file.GetMetadataReader();
        var bodies = metadata.MethodDefinitions.Select(handle => metadata.GetMethodDefinition(handle).RelativeVirtualAddress)
            .Where(address => address != 0)
            .Distinct();

        return new(new FileInfo(type.Assembly.Location).Length, bodies.Sum(address => (long)file.GetMethodBody(address).GetILReader().Length));
    }
}
