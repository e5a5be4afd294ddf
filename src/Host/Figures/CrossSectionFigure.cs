using AlpToolkit.Core.Results;
using AlpToolkit.Physics.EquivalentPhotons;
using AlpToolkit.Physics.Processes;
using AlpToolkit.Plotting;
using AlpToolkit.Plugins.Sources.Generator;

namespace AlpToolkit.Host.Figures;

/// <summary>Fig. 2 of arXiv:2307.06369: ratios of cross sections against the acceptance, and cross sections against m_a.</summary>
internal static class CrossSectionFigure
{
    private const double Precision = 0.005, LightMass = 0.01, EnergyMin = 0.25, BelleII = 22 * Math.PI / 180;

    public static FigureOutput Draw(FigureInputs inputs)
    {
        Table ratios = Ratios(inputs), crossSections = CrossSections(inputs);
        double[] angles = ratios.Abscissae(), masses = crossSections.Abscissae();
        Panel left = new()
        {
            X = new PlotAxis("θ_{min} [deg]", 1, 45, true),
            Y = new PlotAxis("ratio of cross sections", 0.01, 10_000, true),
            Layers =
            [
                new Rule(22) { Colour = Palette.Red, Style = LineStyle.Dashed, Legend = "ECAL" },
                new Rule(17) { Colour = Palette.Red, Style = LineStyle.Dotted, Legend = "tracker" },
                new Curve(angles, ratios.Ordinates("e+e-a over gamma a")) { Colour = Palette.Blue, Legend = "e^{+}e^{−}a / γa" },
                new Curve(angles, ratios.Ordinates("photon fusion over ALP-Dalitz")) { Colour = Palette.Orange, Legend = "photon fusion / ALP-Dalitz" },
            ],
            Legend = Corner.TopRight,
        };
        Panel right = new()
        {
            X = new PlotAxis("m_{a} [GeV]", 0.01, 10, true),
            Y = new PlotAxis("σ [pb] at g_{aγγ} = 10^{−4} GeV^{−1}", 1e-8, 0.3, true),
            Layers =
            [
                new Band(masses, crossSections.Ordinates("equivalent photons, scale 0.1 m_a"), crossSections.Ordinates("equivalent photons, scale 10 m_a")) { Colour = Palette.Green, Legend = "e^{+}e^{−}a, equivalent photons" },
                new Curve(masses, crossSections.Ordinates("e+e-a, inclusive")) { Colour = Palette.Green, Legend = "e^{+}e^{−}a, inclusive" },
                new Curve(masses, crossSections.Ordinates("gamma a in acceptance")) { Colour = Palette.Blue, Legend = "γ_{vis}a" },
                new Curve(masses, crossSections.Ordinates("e+e-a in acceptance")) { Colour = Palette.Orange, Legend = "e^{+}_{vis}e^{−}_{vis}a" },
            ],
            Legend = Corner.BottomLeft,
        };
        return new FigureOutput(new Figure { Title = "Figure 2: ALP production", Panels = [left, right] }, [ratios, crossSections]);
    }

    private static Table Ratios(FigureInputs inputs)
    {
        double[] angles = [1, 1.5, 2, 3, 4, 6, 8, 11, 14, 17, 20, 22, 26, 30, 35, 40, 45];
        double[] pair = Scan(AlpElectronsChannels.All), fusion = Scan(AlpElectronsChannels.PhotonFusion), dalitz = Scan(AlpElectronsChannels.AlpDalitz);
        double[] photon = [.. angles.Select(a => inputs.Integrate(Photon(LightMass, a * Math.PI / 180)).CrossSection)];
        return TableNumbers.Of(
            "figure 2: ratios of cross sections",
            "Ratios of ALP cross sections at sqrt_s = 10.58 GeV, m_a = 0.01 GeV, against the smallest angle of the acceptance; electrons and photons above 0.25 GeV.",
            "theta_min",
            "deg",
            angles,
            TableNumbers.Column("e+e-a over gamma a", "", pair.Zip(photon, (a, b) => a / b)),
            TableNumbers.Column("photon fusion over ALP-Dalitz", "", fusion.Zip(dalitz, (a, b) => a / b)));

        double[] Scan(AlpElectronsChannels channels) => [.. angles.Select(a => inputs.Integrate(Pair(LightMass, a * Math.PI / 180, EnergyMin) with { Channels = channels }).CrossSection)];
    }

    private static Table CrossSections(FigureInputs inputs)
    {
        double[] masses = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9.5, 10];
        return TableNumbers.Of(
            "figure 2: cross sections",
            "ALP cross sections at sqrt_s = 10.58 GeV and g_agammagamma = 1e-4 GeV^-1: in the acceptance of Eq. (7), and without any; the equivalent-photon approximation at factorisation scales of 0.1 and 10 m_a.",
            "m_a",
            "GeV",
            masses,
            TableNumbers.Column("gamma a in acceptance", "pb", masses.Select(m => inputs.Integrate(Photon(m, BelleII)).CrossSection)),
            TableNumbers.Column("e+e-a in acceptance", "pb", masses.Select(m => inputs.Integrate(Pair(m, BelleII, EnergyMin)).CrossSection)),
            TableNumbers.Column("e+e-a, inclusive", "pb", masses.Select(m => inputs.Integrate(Pair(m, 0, 0)).CrossSection)),
            TableNumbers.Column("equivalent photons, scale 0.1 m_a", "pb", masses.Select(m => EquivalentPhotons(m, 0.1))),
            TableNumbers.Column("equivalent photons, scale 10 m_a", "pb", masses.Select(m => EquivalentPhotons(m, 10))));
    }

    private static double EquivalentPhotons(double mass, double scale) =>
        EquivalentPhotonApproximation.CrossSection(FigureInputs.SqrtS, new ModelParameters { AlpMass = mass, AlpPhotonCoupling = 1e-4 }, scale * mass);

    private static GeneratorSource.Settings Pair(double mass, double thetaMin, double energyMin) => new()
    {
        Process = ProcessName.Parse("alp-electrons"),
        AlpMass = mass,
        Precision = Precision,
        Cuts = new GeneratorSource.CutSettings { ThetaMin = thetaMin, EnergyMin = energyMin },
    };

    private static GeneratorSource.Settings Photon(double mass, double thetaMin) => new()
    {
        Process = ProcessName.Parse("alp-photon"),
        AlpMass = mass,
        Precision = Precision,
        Cuts = new GeneratorSource.CutSettings { VisiblePhotons = 1, VisiblePhotonThetaMin = thetaMin, VisiblePhotonEnergyMin = EnergyMin },
    };
}
