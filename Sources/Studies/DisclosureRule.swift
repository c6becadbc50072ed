/// Which counts of people may be written.
package struct DisclosureRule: Sendable, Equatable, Codable {
    /// Counts from 1 to below this are withheld; 0 withholds none.
    package let threshold: Int
    /// Counts are rounded to a multiple of this; 1 rounds none.
    package let base: Int

    package init(threshold: Int, base: Int) {
        precondition(threshold >= 0 && base >= 1, "threshold \(threshold), base \(base)")
        self.threshold = threshold
        self.base = base
    }

    /// Everything is written as it is.
    package static let none = DisclosureRule(threshold: 0, base: 1)

    /// What stands for a count that is withheld, wherever counts are kept: below zero, and a multiple of the base.
    package var withheld: Int { -base }

    package func isSmall(_ count: Int) -> Bool { count < 0 || count > 0 && count < threshold }

    /// Whether a part of so many people may be written: neither it nor the rest is small.
    package func allows(_ part: Int, of whole: Int) -> Bool {
        !isSmall(part) && !isSmall(whole - part)
    }

    /// A count as it may be kept.
    package func kept(_ count: Int, withheld isWithheld: Bool = false) -> Int {
        isWithheld || isSmall(count) ? withheld : rounded(count)
    }

    /// To the nearest multiple of the base, halves up.
    package func rounded(_ count: Int) -> Int { (count + base / 2) / base * base }
}
