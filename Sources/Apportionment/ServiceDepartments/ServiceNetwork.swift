public import TopsliceExactArithmetic

/// Departments with their own costs, and which share of the cost of each service department goes
/// to which other.
///
/// A department that passes something on is a service department; one that passes nothing on is
/// final. A service department may serve itself.
public struct ServiceNetwork: Sendable, Hashable {
    /// One share of a service department's cost, 0 ... 1.
    public struct Share: Sendable, Hashable {
        public let from: String
        public let to: String
        public let share: Rational

        public init(from: String, to: String, share: Rational) {
            self.from = from
            self.to = to
            self.share = share
        }
    }

    public let departments: [String]
    /// Own cost of each department, in minor units.
    public let directCosts: [Rational]
    /// Departments whose shares were written as decimals that sum to one only nearly, and were
    /// scaled to sum to one exactly.
    public let rescaled: [String]
    /// shares[s][d]: the share of the cost of department s that goes to d; all zero where final.
    let shares: [[Rational]]

    /// How far from one the shares of a department may sum and still be rounded decimals of shares
    /// that sum to one, such as three times 0.333333.
    public static let roundingAllowance = Rational(1) / Rational(100_000)

    /// Checks that departments are known, shares are not negative and sum to one.
    public init(
        costs: [(department: String, cost: Rational)],
        shares list: [Share]
    ) throws(ServiceError) {
        guard !costs.isEmpty else { throw .noDepartments }
        var numbers: [String: Int] = [:]
        for (index, entry) in costs.enumerated() {
            guard numbers.updateValue(index, forKey: entry.department) == nil else {
                throw .departmentTwice(entry.department)
            }
        }
        let table = try Self.table(of: list, numbers)
        var shares = table.map { row in row.map { $0 ?? 0 } }
        var rescaled: [String] = []
        for (index, row) in shares.enumerated() where table[index].contains(where: { $0 != nil }) {
            let sum = row.sum()
            if sum == 1 { continue }
            let name = costs[index].department
            guard (sum - 1).magnitude <= Self.roundingAllowance else {
                throw .sharesDoNotSumToOne(from: name, sum: sum)
            }
            shares[index] = row.map { $0 / sum }
            rescaled.append(name)
        }
        departments = costs.map(\.department)
        directCosts = costs.map(\.cost)
        self.rescaled = rescaled
        self.shares = shares
    }

    private static func table(
        of list: [Share],
        _ numbers: [String: Int]
    ) throws(ServiceError) -> [[Rational?]] {
        let empty = [Rational?](repeating: nil, count: numbers.count)
        var table = [[Rational?]](repeating: empty, count: numbers.count)
        for share in list {
            guard let from = numbers[share.from] else { throw .unknownDepartment(share.from) }
            guard let to = numbers[share.to] else { throw .unknownDepartment(share.to) }
            guard !share.share.isNegative else {
                throw .negativeShare(from: share.from, to: share.to, share: share.share)
            }
            guard table[from][to] == nil else {
                throw .shareTwice(from: share.from, to: share.to)
            }
            table[from][to] = share.share
        }
        return table
    }

    public func isService(_ department: Int) -> Bool {
        shares[department].contains { !$0.isZero }
    }

    /// Numbers of the departments that pass their cost on, in order of input.
    var services: [Int] { departments.indices.filter(isService) }

    /// Numbers of the departments that keep it.
    var finals: [Int] { departments.indices.filter { !isService($0) } }
}
