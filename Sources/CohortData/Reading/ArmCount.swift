/// Rows by what a 0/1 column says of them: of an agency, those it served and those it did not.
package struct ArmCount: Sendable, Equatable, Codable {
    package var ones: Int
    package var zeros: Int
    /// Rows that lack the column.
    package var unknown: Int

    package init(ones: Int = 0, zeros: Int = 0, unknown: Int = 0) {
        self.ones = ones
        self.zeros = zeros
        self.unknown = unknown
    }

    package var rows: Int { ones + zeros + unknown }

    /// Counts a row, or so many people; NaN stands for a value that is missing.
    mutating func count(_ value: Double, people: Int = 1) {
        if value.isNaN {
            unknown += people
        } else if value == 1 {
            ones += people
        } else {
            zeros += people
        }
    }

    /// Adds counts arm by arm; an empty list has none yet.
    static func add(_ others: [ArmCount], to counts: inout [ArmCount]) {
        guard !counts.isEmpty else {
            counts = others
            return
        }
        for (place, other) in others.enumerated() {
            counts[place].ones += other.ones
            counts[place].zeros += other.zeros
            counts[place].unknown += other.unknown
        }
    }
}
