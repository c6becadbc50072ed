/// Rules of practice for sharing a joint cost (or saving) that need only what each player alone,
/// all together, and all but one would pay.
///
/// Written for costs: x is paid. The same formulas share a game of savings, with v(i) for c(i).
public enum CostSharingRule: String, Sendable, Hashable, CaseIterable {
    /// Separable costs, remaining benefits: each pays its separable cost, and the rest follows what
    /// the undertaking is worth beyond that, counted up to the stand-alone cost.
    case scrb
    /// Alternate cost avoided: each pays its directly assignable cost (its separable cost where
    /// none is stated), and the rest follows the stand-alone cost avoided. Straffin and Heaney
    /// (1981); Tijs and Driessen (1986), Management Science 32:1015-1028.
    case aca
    /// In proportion to what each would pay alone, so that all save the same part. Moriarity
    /// (1975), "Another approach to allocating joint costs".
    case moriarity
    /// Direct or incremental cost, and the rest by ability to bear: stand-alone less direct cost.
    /// The arithmetic of `aca`, from the accounting literature. Louderback (1976).
    case louderback
    /// Separable cost and an equal part of the rest.
    case equalCharge = "equal-charge"
    /// In proportion to stand-alone costs.
    case standAlone = "stand-alone"
    /// In proportion to stated weights, or to stand-alone costs where there are none.
    case proportional
    case equal
}
