internal import TopsliceAttribution
internal import TopsliceCohortData
package import TopsliceStudies

extension StudyWarning {
    /// The warning as a reader is told it.
    package var words: String {
        switch self {
        case .file(let warning): warning.description
        case .blankLines(let count):
            "\(count) blank line\(count == 1 ? " was" : "s were") skipped"
        case .rowsWithoutWeight(let count):
            "\(count) row\(count == 1 ? " has" : "s have") weight 0 and count\(count == 1 ? "s" : "") nowhere"
        case .rowsFiltered(let count, let read, let missing, let filter):
            "\(count) of \(read) rows are left out by the filter '\(filter)'"
                + (missing > 0 ? ", \(missing) of them as a value it compares is missing" : "")
        case .rowsLeftOut(let count, let read, let lacking, let arms):
            "\(count) of \(read) rows \(count == 1 ? "was" : "were") left out, as a value is missing: "
                + lacking.map { "\($0.rows) lack '\($0.column)'" }.joined(separator: ", ")
                + Self.losses(arms)
        case .imputed(let summary):
            "values that are missing were imputed in \(summary.plan.tables) completed tables: "
                + summary.columns.map { "\($0.people) of '\($0.name)'" }.joined(separator: ", ")
                + "; this holds if whether a value is missing depends only on what is known of people"
        case .cellsLeftOut(let count, let cells, let people, let threshold):
            "\(count) of \(cells) cells have fewer than \(threshold) people and are left out, \(people) people in all"
        case .regression(let warning): warning.words
        case .attribution(let caution): caution.words
        case .importance(let caution): caution.words
        }
    }

    /// Up to so many agencies are told of one by one.
    private static let mostArms = 4

    /// "; by 'jobs': 12 of 130 served, 70 of 1,200 not served", of many agencies only where the two differ most.
    private static func losses(_ arms: [ArmLoss]) -> String {
        func part(_ arm: ArmLoss, _ count: KeyPath<ArmCount, Int>) -> Double {
            let all = arm.lost[keyPath: count] + arm.kept[keyPath: count]
            return all == 0 ? 0 : Double(arm.lost[keyPath: count]) / Double(all)
        }
        func difference(_ arm: ArmLoss) -> Double {
            (part(arm, \.ones) - part(arm, \.zeros)).magnitude
        }
        let isMany = arms.count > mostArms
        let shown =
            isMany ? arms.max { difference($0) < difference($1) }.map { [$0] } ?? [] : arms
        return shown.map { arm in
            let (served, others) = (arm.lost.ones + arm.kept.ones, arm.lost.zeros + arm.kept.zeros)
            return "; by '\(arm.agency)': \(arm.lost.ones) of \(served) served, "
                + "\(arm.lost.zeros) of \(others) not served"
                + (arm.lost.unknown > 0 ? ", \(arm.lost.unknown) not known" : "")
        }.joined() + (isMany ? " (the agency by which losses differ most)" : "")
    }
}
