internal import TopsliceOptions

/// Which agencies' effects may depend on each other.
package enum Interactions: String, SpelledChoice {
    /// Agencies act one by one.
    case separate = "none"
    /// Every pair of agencies may reinforce or displace each other.
    case pairwise
    /// Every set of agencies has an effect of its own.
    case full
}
