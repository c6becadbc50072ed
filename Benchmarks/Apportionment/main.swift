import TopsliceApportionment
import TopsliceExactArithmetic

// Times what a finance officer waits for, five runs each, and prints the fastest.
//
//     swift run -c release ApportionmentBenchmarks

/// SplitMix64, so that every run and machine times the same tables.
struct Generator {
    private var state: UInt64 = 2_026

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}

func fastest(_ name: String, _ task: () throws -> Void) rethrows {
    var best: Duration?
    for _ in 0..<5 {
        let time = try ContinuousClock().measure { try task() }
        best = min(best ?? time, time)
    }
    if let best { print("\(name): \(best)") }
}

var random = Generator()
let rows = (0..<500).map { "agency \($0)" }
let columns = (0..<200).map { "outcome \($0)" }

/// A pool in pence divided by weights: one denominator for all cells.
let weights = rows.map { _ in columns.map { _ in 1 + random.below(10_000) } }
let sum = weights.map { $0.reduce(0, +) }.reduce(0, +)
let shares = weights.map { row in
    row.map { Rational($0) * 123_456_789_01 / Rational(sum) }
}
/// Every cell with a denominator of its own.
let mixed = rows.map { _ in
    columns.map { _ in Rational(random.below(1_000_000_000)) / Rational(1 + random.below(9_999)) }
}
for (name, cells) in [("one denominator", shares), ("many denominators", mixed)] {
    let table = try TwoWayTable(rows: rows, columns: columns, cells: cells)
    try fastest("controlled rounding, 500 × 200 cells, \(name)") {
        let rounded = try table.rounded()
        precondition(rounded.rowTotals.count == 500)
    }
}

let recipients = (0..<100_000).map {
    Recipient(id: "\($0)", weight: Rational(1 + random.below(1_000_000)))
}
for method in ApportionmentMethod.allCases {
    let division = try WholeDivision(total: 1_000_000_000_00, recipients: recipients)
    fastest("\(method.rawValue), a billion pounds among 100,000") {
        precondition(division.units(by: method).count == recipients.count)
    }
}

let claimants = (0..<300).map {
    Claimant(id: "\($0)", claim: Rational(1_000 * (1 + random.below(20))))
}
let claims = claimants.map(\.claim).sum()
let problem = try ClaimsProblem(estate: claims / 2, claimants: claimants)
for rule in ClaimsRule.allCases where rule != .averageOfAwards && rule != .randomArrival {
    try fastest("\(rule.rawValue), 300 claimants") { _ = try problem.awards(by: rule) }
}
let few = try ClaimsProblem(
    estate: claimants[..<60].map(\.claim).sum() / 2,
    claimants: Array(claimants[..<60])
)
for rule in [ClaimsRule.randomArrival, .averageOfAwards] {
    try fastest("\(rule.rawValue), 60 claimants in thousands") { _ = try few.awards(by: rule) }
}
