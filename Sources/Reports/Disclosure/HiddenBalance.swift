import TopsliceAttribution
import TopsliceStudies

/// The balance of columns, without the differences that give a count of few people back.
///
/// A standardised difference of a level, or of a column of 0 and 1, is made of two whole numbers, which its digits give away. Levels of a
/// column add up to all people: further ones are withheld until those withheld, and those not compared at all, are enough people.
struct HiddenBalance {
    /// With no count of people.
    let columns: [ColumnBalance]

    init(
        _ all: [ColumnBalance],
        served: Int,
        others: Int,
        _ rule: DisclosureRule
    ) {
        var hidden: Set<Int> = []
        for (place, column) in all.enumerated() {
            guard let people = column.people else { continue }
            if !rule.allows(people.served, of: served) || !rule.allows(people.others, of: others) {
                hidden.insert(place)
            }
        }
        for covariate in Set(all.filter { $0.level != nil }.map(\.covariate)) {
            let levels = all.indices.filter { all[$0].covariate == covariate }
                .sorted { (Self.count(all[$0]), $0) < (Self.count(all[$1]), $1) }
            func sum(_ places: [Int], _ count: (ColumnBalance.People) -> Int) -> Int {
                places.reduce(0) { $0 + (all[$1].people.map(count) ?? 0) }
            }
            // Levels of too few people to compare are not among them.
            let left = (
                served: served - sum(levels, \.served), others: others - sum(levels, \.others)
            )
            func isEnough() -> Bool {
                let withheld = levels.filter(hidden.contains)
                return !rule.isSmall(left.served + sum(withheld, \.served))
                    && !rule.isSmall(left.others + sum(withheld, \.others))
            }
            for level in levels where !isEnough() { hidden.insert(level) }
        }
        let none = GroupDifference(standardised: nil, varianceRatio: nil)
        columns = all.enumerated().map { place, column in
            let isHidden = hidden.contains(place)
            return ColumnBalance(
                covariate: column.covariate,
                level: column.level,
                before: isHidden ? none : column.before,
                after: isHidden ? none : column.after
            )
        }
    }

    private static func count(_ column: ColumnBalance) -> Int {
        column.people.map { $0.served + $0.others } ?? .max
    }
}
