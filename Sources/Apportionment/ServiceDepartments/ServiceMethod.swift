/// How the cost of service departments reaches the departments that work for the public, by the
/// names it is asked for. Horngren, Datar and Rajan, "Cost Accounting", chapter 15.
public enum ServiceMethod: String, Sendable, Hashable, CaseIterable {
    /// Each service department straight to the final departments, as if no service served another.
    case direct
    /// One after the other in a stated order, each to all that are still open.
    case stepDown = "step-down"
    /// All at once, services to one another and to themselves included.
    case reciprocal
}
