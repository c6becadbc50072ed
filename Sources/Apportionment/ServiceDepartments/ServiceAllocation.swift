public import TopsliceExactArithmetic

/// Where the cost of every department ends, and how every pound got there.
public struct ServiceAllocation: Sendable, Hashable {
    /// One stream of cost: spent by `origin`, handed over by `through`, ended in `final`.
    public struct Path: Sendable, Hashable {
        /// The department that spent the money.
        public let origin: String
        /// The service department that handed it to `final`; nil where `final` spent it itself.
        /// Equal to `origin` where that handed it over (however often it had come back before).
        public let through: String?
        public let final: String
        /// In the unit of the costs.
        public let amount: Rational
        /// Which part of each pound of the final department's cost this is, 0 ... 1; zero where
        /// that cost is zero.
        public let shareOfFinal: Rational
    }

    public let method: ServiceMethod
    /// Departments in order of input, with their cost after everything has been passed on: for a
    /// service department what went through it, for a final one what it bears.
    public let fullCosts: [DepartmentCost]
    /// The final departments only: they bear exactly what all departments spent.
    public let finalCosts: [DepartmentCost]
    /// By final department, origin and through in order of input; streams of zero are left out.
    public let paths: [Path]
}

/// A department and an exact cost.
public struct DepartmentCost: Sendable, Hashable {
    public let department: String
    public let cost: Rational
}
