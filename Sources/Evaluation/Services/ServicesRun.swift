public import Apportionment
public import Money

/// What a request about service departments leaves: where every pound ends, and how it got there.
public struct ServicesRun: Sendable {
    public let method: ServiceMethod
    /// In the order of the costs.
    public let departments: [Department]
    /// By final department, then origin and last hand, in the order of the costs.
    public let paths: [Path]
    public let total: Money
    /// The order in which services were closed, for step-down.
    public let order: [String]
    /// Every movement to the penny: what each department spent, to whom it went.
    public let journal: Journal
    public let input: [InputRecord]
    public let warnings: [String]
    public let options: [(name: String, value: String)]

    public struct Department: Sendable {
        public let name: String
        public let directCost: Money
        public let isService: Bool
        /// After everything has been passed on: through a service what went through it, on a final department
        /// what it bears. In major units.
        public let fullCost: Quantity
        /// What a final department bears in whole pennies; they sum to the total. Nil for a service.
        public let amount: Money?
    }

    /// One stream of cost.
    public struct Path: Sendable {
        public let origin: String
        /// The department that handed it over last; nil where the final department spent it itself.
        public let through: String?
        public let final: String
        /// In major units.
        public let amount: Quantity
        /// Which part of each pound of the final department's cost this is.
        public let shareOfFinal: Quantity
    }

    public var finals: [Department] { departments.filter { !$0.isService } }
    public var services: [Department] { departments.filter(\.isService) }
}

extension ServiceMethod {
    public var title: String {
        switch self {
        case .direct: "direct method"
        case .stepDown: "step-down method"
        case .reciprocal: "reciprocal method"
        }
    }

    public var meaning: String {
        switch self {
        case .direct:
            "each service is shared among the final departments only, as if no service served another"
        case .stepDown:
            "services are closed one after the other, each shared among all that are still open"
        case .reciprocal:
            "all services at once, by solving the linear system, services to one another included"
        }
    }
}
