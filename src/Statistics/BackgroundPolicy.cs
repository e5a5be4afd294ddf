namespace AlpToolkit.Statistics;

/// <summary>
/// What is assumed of the background where the simulation has few events or none. A bin without a simulated event is not a bin
/// without background: with effective luminosity ℓ (see <see cref="BackgroundSample"/>) one simulated event stands for L/ℓ events of the data, and an
/// empty bin only says that fewer than a few times that are expected. The three answers agree when ℓ is much larger than L.
/// </summary>
public enum BackgroundPolicy
{
    /// <summary>
    /// B is what was simulated; 0 where no event was, and Λ = 2S there. As in arXiv:2307.06369. It overstates the reach when many bins
    /// are empty only because the sample is small: the limit then improves as bins get finer, without end.
    /// </summary>
    AsInThePaper,

    /// <summary>
    /// B is at least a stated number of events a bin or, when none is stated, every background sample contributes at least a third of one of its
    /// simulated events. A third is the posterior mean of an empty bin for the neutral prior Gamma(1/3, 0), the prior whose posterior is
    /// centred on the count (J. Kerman, Electron. J. Stat. 5 (2011) 1450). An estimate, not a bound.
    /// </summary>
    Floor,

    /// <summary>
    /// B is the one-sided upper limit, at a stated confidence level, on what every background sample contributes to the bin: the Poisson limit
    /// on its effective number of simulated events times their weight, −ln(1 − CL) events in an empty bin. Limits of several
    /// samples, and of many bins, are added as if all fluctuated down at once: the most cautious of the three.
    /// </summary>
    PoissonUpperBound,
}
