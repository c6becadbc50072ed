/// How a number that lies between two whole numbers becomes one of them. Named, never assumed.
public enum RoundingRule: String, Sendable, Hashable, CaseIterable {
    /// Towards −∞: −1.5 → −2, 1.5 → 1. Also called floor.
    case down
    /// Towards +∞: −1.5 → −1, 1.5 → 2. Also called ceiling.
    case up
    /// −1.5 → −1, 1.5 → 1. Also called truncation.
    case towardZero
    /// −1.5 → −2, 1.5 → 2.
    case awayFromZero
    /// The nearest; a half goes to the even one: 0.5 → 0, 1.5 → 2. Also called banker's rounding.
    case nearestOrEven
    /// The nearest; a half goes away from zero: −0.5 → −1, 0.5 → 1. What schools teach.
    case nearestOrAwayFromZero
}
