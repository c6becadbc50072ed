import TopsliceApportionment
import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

@Suite struct ServiceNetworks {
    private static func network(
        _ costs: [(String, String)],
        _ shares: [(String, String, String)]
    ) throws -> ServiceNetwork {
        try ServiceNetwork(
            costs: costs.map { (department: $0.0, cost: exact($0.1)) },
            shares: shares.map { .init(from: $0.0, to: $0.1, share: exact($0.2)) }
        )
    }

    private static func costs(_ list: [DepartmentCost]) -> [String: Rational] {
        Dictionary(uniqueKeysWithValues: list.map { ($0.department, $0.cost) })
    }

    /// Horngren, Datar and Rajan, Cost Accounting, chapter 15: Robinson Company.
    private static func robinson() throws -> ServiceNetwork {
        try network(
            [
                ("PM", "6300000"), ("IS", "1452150"), ("Machining", "4000000"),
                ("Assembly", "2000000"),
            ],
            [
                ("PM", "IS", "0.2"), ("PM", "Machining", "0.3"), ("PM", "Assembly", "0.5"),
                ("IS", "PM", "0.1"), ("IS", "Machining", "0.8"), ("IS", "Assembly", "0.1"),
            ]
        )
    }

    @Test(arguments: [
        (ServiceMethod.direct, 7_653_300, 6_098_850),
        (.stepDown, 8_300_800, 5_451_350), (.reciprocal, 8_187_025, 5_565_125),
    ])
    func robinsonsDepartmentsBearWhatTheBookSays(
        method: ServiceMethod,
        machining: Int,
        assembly: Int
    ) throws {
        let found = try Self.robinson().allocation(by: method, order: ["PM", "IS"])
        #expect(
            Self.costs(found.finalCosts)
                == ["Machining": Rational(machining), "Assembly": Rational(assembly)]
        )
        if method == .reciprocal {
            let full = Self.costs(found.fullCosts)
            #expect(full["PM"] == 6_576_750 && full["IS"] == 2_767_500)
        }
    }

    /// D.W. Young, management accounting note: administration and maintenance of a courier.
    @Test func twoServiceCentresServeEachOther() throws {
        let network = try Self.network(
            [("Adm", "1200"), ("Mnt", "2400"), ("TwoDay", "1500"), ("NextDay", "4000")],
            [
                ("Mnt", "Adm", "0.2"), ("Mnt", "TwoDay", "0.2"), ("Mnt", "NextDay", "0.6"),
                ("Adm", "Mnt", "1/6"), ("Adm", "TwoDay", "1/6"), ("Adm", "NextDay", "4/6"),
            ]
        )
        let found = try network.allocation(by: .reciprocal)
        #expect(
            Self.costs(found.fullCosts)
                == [
                    "Adm": exact("50400/29"), "Mnt": exact("78000/29"),
                    "TwoDay": exact("67500/29"), "NextDay": exact("196400/29"),
                ]
        )
    }

    /// Follows a pound of every service department step by step through its shares; after many
    /// steps what has arrived differs from the solution by what is still on its way.
    @Test func theSolutionIsWhereRepeatedPassingOnLeads() throws {
        for seed in UInt64(1)...60 {
            var random = SeededGenerator(seed: seed)
            let (services, finals) = (random.from(1, through: 4), random.from(1, through: 3))
            let count = services + finals
            var shares: [ServiceNetwork.Share] = []
            var table = [[Rational]](repeating: Array(repeating: 0, count: count), count: count)
            for service in 0..<services {
                // A final department takes at least a tenth, so a tenth leaves at every step.
                let parts = (0..<count).map { $0 == services ? 4 : random.below(5) }
                let sum = parts.reduce(0, +)
                for (to, part) in parts.enumerated() where part > 0 {
                    table[service][to] = Rational(part) / Rational(sum)
                    shares.append(.init(from: "\(service)", to: "\(to)", share: table[service][to]))
                }
            }
            let own = (0..<count).map { _ in Rational(random.from(0, through: 1_000)) }
            let network = try ServiceNetwork(
                costs: own.enumerated().map { (department: "\($0)", cost: $1) },
                shares: shares
            )
            let found = try network.allocation(by: .reciprocal)
            var onTheWay = own
            var arrived = [Rational](repeating: 0, count: count)
            for _ in 0..<10 {
                var next = [Rational](repeating: 0, count: count)
                for (from, amount) in onTheWay.enumerated() where !amount.isZero {
                    if from >= services {
                        arrived[from] += amount
                    } else {
                        for to in 0..<count { next[to] += amount * table[from][to] }
                    }
                }
                onTheWay = next
            }
            let rest = onTheWay.sum()
            for cost in found.finalCosts {
                let index = try #require(Int(cost.department))
                #expect(cost.cost >= arrived[index] && cost.cost <= arrived[index] + rest)
            }
        }
    }

    @Test(arguments: ServiceMethod.allCases)
    func pathsOfThePoundAddUpToEveryFinalCost(method: ServiceMethod) throws {
        let found = try Self.robinson().allocation(by: method, order: ["IS", "PM"])
        for final in found.finalCosts {
            let paths = found.paths.filter { $0.final == final.department }
            #expect(paths.map(\.amount).sum() == final.cost)
            #expect(paths.map(\.shareOfFinal).sum() == 1)
        }
        for (origin, cost) in [("PM", 6_300_000), ("IS", 1_452_150), ("Assembly", 2_000_000)] {
            let spent = found.paths.filter { $0.origin == origin }.map(\.amount).sum()
            #expect(spent == Rational(cost))
        }
    }

    @Test func aPathNamesTheDepartmentItCameThrough() throws {
        // Finance (100) serves Estates only; Estates (0) serves Housing and Care equally.
        let network = try Self.network(
            [("Finance", "100"), ("Estates", "0"), ("Housing", "50"), ("Care", "0")],
            [
                ("Finance", "Estates", "1"), ("Estates", "Housing", "0.5"),
                ("Estates", "Care", "0.5"),
            ]
        )
        let found = try network.allocation(by: .reciprocal)
        let lines = found.paths.map {
            "\($0.origin) \($0.through ?? "-") \($0.final) \($0.amount) \($0.shareOfFinal)"
        }
        #expect(
            lines == [
                "Housing - Housing 50 1/2", "Finance Estates Housing 50 1/2",
                "Finance Estates Care 50 1",
            ]
        )
        #expect(throws: ServiceError.nothingToFinal("Finance")) {
            try network.allocation(by: .direct)
        }
        #expect(throws: ServiceError.nothingLeftInOrder("Finance", order: ["Estates", "Finance"])) {
            try network.allocation(by: .stepDown, order: ["Estates", "Finance"])
        }
    }

    /// A service that uses half of itself hands over the other half until all is gone.
    @Test func selfServiceChangesTheThroughputNotTheBearers() throws {
        let network = try Self.network(
            [("IT", "100"), ("A", "0"), ("B", "0")],
            [("IT", "IT", "0.5"), ("IT", "A", "0.3"), ("IT", "B", "0.2")]
        )
        let found = try network.allocation(by: .reciprocal)
        #expect(Self.costs(found.fullCosts) == ["IT": 200, "A": 60, "B": 40])
    }

    @Test func aLoopThatKeepsItsCostIsNamed() throws {
        let network = try Self.network(
            [("Legal", "10"), ("Finance", "10"), ("Estates", "10"), ("Care", "0")],
            [
                ("Legal", "Finance", "0.5"), ("Legal", "Care", "0.5"),
                ("Finance", "Estates", "1"), ("Estates", "Finance", "1"),
            ]
        )
        #expect(throws: ServiceError.closedLoop(["Finance", "Estates"])) {
            try network.allocation(by: .reciprocal)
        }
        #expect(
            ServiceError.closedLoop(["Finance", "Estates"]).description.hasPrefix(
                "Finance > Estates > Finance: these pass all their cost to one another"
            )
        )
    }

    @Test func roundedDecimalSharesAreScaledAndOthersRefused() throws {
        let rounded = try Self.network(
            [("IT", "90"), ("A", "0"), ("B", "0"), ("C", "0")],
            [("IT", "A", "0.333333"), ("IT", "B", "0.333333"), ("IT", "C", "0.333333")]
        )
        #expect(rounded.rescaled == ["IT"])
        #expect(try rounded.allocation(by: .direct).finalCosts.map(\.cost) == [30, 30, 30])
        #expect(throws: ServiceError.sharesDoNotSumToOne(from: "IT", sum: exact("0.9"))) {
            try Self.network([("IT", "90"), ("A", "0")], [("IT", "A", "0.9")])
        }
    }

    @Test func faultyNetworksAreRefused() throws {
        let costs = [("IT", "1"), ("A", "0")]
        #expect(throws: ServiceError.noDepartments) { try Self.network([], []) }
        #expect(throws: ServiceError.departmentTwice("IT")) {
            try Self.network(costs + [("IT", "2")], [])
        }
        #expect(throws: ServiceError.unknownDepartment("B")) {
            try Self.network(costs, [("IT", "B", "1")])
        }
        #expect(throws: ServiceError.shareTwice(from: "IT", to: "A")) {
            try Self.network(costs, [("IT", "A", "1"), ("IT", "A", "0")])
        }
        #expect(throws: ServiceError.negativeShare(from: "IT", to: "A", share: -1)) {
            try Self.network(costs, [("IT", "A", "-1")])
        }
        let fine = try Self.network(costs, [("IT", "A", "1")])
        #expect(throws: ServiceError.orderMissing(["IT"])) {
            try fine.allocation(by: .stepDown)
        }
        #expect(throws: ServiceError.orderHasNoService("A")) {
            try fine.allocation(by: .stepDown, order: ["A", "IT"])
        }
        #expect(throws: ServiceError.orderTwice("IT")) {
            try fine.allocation(by: .stepDown, order: ["IT", "IT"])
        }
        #expect(throws: ServiceError.unknownDepartment("Z")) {
            try fine.allocation(by: .stepDown, order: ["Z"])
        }
    }
}
