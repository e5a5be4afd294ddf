using AlpToolkit.Core.Plugins;

namespace AlpToolkit.Host.Scaffolding;

/// <summary><c>alp new pipeline NAME</c>: a commented pipeline to start from.</summary>
internal static class PipelineScaffold
{
    /// <summary>Writes <c>NAME.yaml</c>.</summary>
    /// <param name="name">Name of the file, with or without <c>.yaml</c>.</param>
    /// <param name="directory">Folder to write to; made when it is not there.</param>
    /// <returns>Full path of the file.</returns>
    /// <exception cref="PluginException">The name is no plain file name, or the file exists.</exception>
    public static IReadOnlyList<string> Write(string name, string directory)
    {
        string stem = name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) ? name[..^5] : name;
        if (stem.Length is 0 or > 100 || !char.IsAsciiLetterOrDigit(stem[0]) || !stem.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            throw new PluginException($"'{name}' is no name for a pipeline: use letters, digits, '-', '_' and '.', such as my-search; --out chooses the folder");
        }

        Directory.CreateDirectory(directory);
        string file = Path.GetFullPath(stem + ".yaml", Path.GetFullPath(directory));
        string text = Text(stem);
        try
        {
            using FileStream stream = new(file, FileMode.CreateNew);
            using StreamWriter writer = new(stream);
            writer.Write(text);
        }
        catch (IOException e) when (File.Exists(file))
        {
            throw new PluginException($"{file} is already there, and nothing is overwritten: choose another name or folder (--out)", e);
        }

        return [file];
    }

    private static string Text(string stem) => $$"""
        # yaml-language-server: $schema=pipeline.schema.json
        # The line above completes names while you type: 'alp schema > pipeline.schema.json' writes the schema beside this file.
        #
        # Check:  alp validate {{stem}}.yaml      (every error at once, with its line)
        # Look:   alp explain {{stem}}.yaml       (what each stage reads and writes)
        # Run:    alp run {{stem}}.yaml
        name: {{stem}}

        # Colliding beams. Asymmetric ones: { electron: 7 GeV, positron: 4 GeV, crossing_angle: 83 mrad }
        beams: { sqrt_s: 10.58 GeV }

        # Integrated luminosity that numbers of events are expected for.
        luminosity: 50 ab^-1

        # Events. Put your own files here, from the folder of this file: .lhe or .lhe.gz, a pattern such as tautau_*.lhe.gz, or - for
        # standard input. Cross sections come from the files ('alp inspect FILE' shows them).
        samples:
          signal: { role: signal, source: { lhe: signal.lhe.gz } }
          background: { role: background, source: { lhe: background.lhe.gz } }

        # What is done with every event, in order. 'alp stages list' names all stages, 'alp stages describe cuts' shows the options of one.
        stages:
          # Which particles the detector sees, and which of them are the electron, the positron and the photon.
          - acceptance: { theta_min: 22 deg, energy_min: 250 MeV }

          # Detector resolution in energy and polar angle.
          - smearing

          # Columns: built-in variables by name, formulas of your own with units.
          - variables: [e_miss, m_miss2, eta_miss, m_ee, { x_miss: "e_miss / 5.29 GeV" }]

          # Conditions that every selected event meets, in the order of the cut-flow.
          - cuts:
              - abs(eta_miss) < 1.4
              - e_miss > 1.8 GeV

          # Histograms by name, in one or two dimensions.
          - histogramming:
              e_miss: { x: e_miss, bins: 24 from 1 to 5.8 GeV }

          # Expected limit from a histogram, signal against background.
          - statistics: { histogram: e_miss }

        # How results are written.
        write: [csv, hepdata]

        """;
}
