namespace AlpToolkit.Io.HepMc.Records;

/// <summary>Whether a reader could read what is written.</summary>
internal static class HepMcRecordCheck
{
    /// <exception cref="Core.Plugins.PluginException">A name would be read as something else.</exception>
    public static void Check(HepMcRunRecord run, string path)
    {
        foreach (string name in run.WeightNames.Concat(run.Attributes.Select(a => a.Name)))
        {
            if (name.AsSpan().IndexOfAny('\n', '\r') >= 0)
            {
                throw HepMcErrors.NameToWrite(path, name);
            }
        }
    }

    /// <exception cref="Core.Plugins.PluginException">A number is not finite, or weights and their names are not as many.</exception>
    /// <exception cref="ArgumentException">A particle names a vertex that does not exist.</exception>
    public static void Check(HepMcRecord record, IReadOnlyList<string> names, string path, long number)
    {
        if (names.Count > 0 && names.Count != record.Weights.Count)
        {
            throw HepMcErrors.WeightsToWrite(path, number, names.Count, record.Weights.Count);
        }

        (double x, double y, double z, double t) = record.Position;
        bool isFinite = AreFinite([x, y, z, t]) && AreFinite(record.Px) && AreFinite(record.Py) && AreFinite(record.Pz) && AreFinite(record.E) && AreFinite(record.M)
            && AreFinite(record.X) && AreFinite(record.Y) && AreFinite(record.Z) && AreFinite(record.T) && record.Weights.TrueForAll(double.IsFinite);
        if (!isFinite)
        {
            throw HepMcErrors.NotFinite(path, number);
        }

        CheckVertices(record.ProductionVertices, record);
        CheckVertices(record.EndVertices, record);
        for (int a = 0; a < record.Attributes.Count; a++)
        {
            int count = record.Attributes.OwnerOf(a) switch { HepMcOwner.Particle => record.ParticleCount, HepMcOwner.Vertex => record.VertexCount, _ => int.MaxValue };
            if (record.Attributes.OwnerIndexOf(a) >= count)
            {
                throw new ArgumentException($"attribute {a} belongs to the {record.Attributes.OwnerOf(a)} {record.Attributes.OwnerIndexOf(a)} of {count}", nameof(record));
            }
        }
    }

    private static bool AreFinite(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }

    private static void CheckVertices(ReadOnlySpan<int> vertices, HepMcRecord record)
    {
        for (int p = 0; p < vertices.Length; p++)
        {
            if (vertices[p] < -1 || vertices[p] >= record.VertexCount)
            {
                throw new ArgumentException($"particle {p} names the vertex {vertices[p]} of {record.VertexCount}", nameof(record));
            }
        }
    }
}
