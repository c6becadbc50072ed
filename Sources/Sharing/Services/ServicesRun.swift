package import TopsliceRecords
package import TopsliceApportionment
package import TopsliceMoney

/// What a request about service departments leaves: where every pound ends, and how it got there.
package struct ServicesRun: SharingRun {
    package let method: ServiceMethod
    /// In the order of the costs.
    package let departments: [Department]
    /// By final department, then origin and last hand, in the order of the costs.
    package let paths: [Path]
    package let total: Money
    /// The order in which services were closed, for step-down.
    package let order: [String]
    /// Every movement to the penny: what each department spent, to whom it went.
    package let journal: Journal
    package let input: [InputRecord]
    package let warnings: [SharingWarning]
    package let options: [(name: String, value: String)]

    package struct Department: Sendable {
        package let name: String
        package let directCost: Money
        package let isService: Bool
        /// After everything has been passed on: through a service what went through it, on a final department
        /// what it bears. In major units.
        package let fullCost: Quantity
        /// What a final department bears in whole pennies; they sum to the total. Nil for a service.
        package let amount: Money?
    }

    /// One stream of cost.
    package struct Path: Sendable {
        package let origin: String
        /// The department that handed it over last; nil where the final department spent it itself.
        package let through: String?
        package let final: String
        /// In major units.
        package let amount: Quantity
        /// Which part of each pound of the final department's cost this is.
        package let shareOfFinal: Quantity
    }

    package var finals: [Department] { departments.filter { !$0.isService } }
    package var services: [Department] { departments.filter(\.isService) }

    /// What the services spent themselves: part of the total, so that it cannot be too large.
    package var spentByServices: Money {
        Money(
            minorUnits: services.reduce(0) { $0 + $1.directCost.minorUnits },
            currency: total.currency
        )
    }

    /// What ends in a final department of what another spent, in major units, whoever handed it over.
    package func flow(from origin: String, to final: String) -> Quantity? {
        let amounts = paths.filter { $0.origin == origin && $0.final == final }.map(\.amount)
        return amounts.isEmpty ? nil : Quantity.sum(amounts)
    }

    /// Streams through another department, the largest first.
    package var passedOn: [Path] {
        paths.filter { $0.through != nil }.sorted {
            $0.amount.approximate > $1.amount.approximate
        }
    }
}

extension ServiceMethod {
    package var title: String {
        switch self {
        case .direct: "direct method"
        case .stepDown: "step-down method"
        case .reciprocal: "reciprocal method"
        }
    }

    package var meaning: String {
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
