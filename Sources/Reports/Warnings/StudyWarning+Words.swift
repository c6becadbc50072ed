internal import TopsliceAttribution
internal import TopsliceCohortData
package import TopsliceStudies

extension StudyWarning {
    /// The warning as a reader is told it.
    package var words: String { words(StudyLabels(), .none) }

    /// The same with the words of the study for its columns, and only such counts of people as may be written.
    func words(_ labels: StudyLabels, _ rule: DisclosureRule) -> String {
        switch self {
        case .file(let warning): warning.description
        case .blankLines(let count):
            "\(count) blank line\(count == 1 ? " was" : "s were") skipped"
        case .rowsWithoutWeight(let count):
            "\(rule.plain(count)) row\(rule.isOne(count) ? " has" : "s have") weight 0 and count\(rule.isOne(count) ? "s" : "") nowhere"
        case .rowsFiltered(let count, let read, let missing, let filter):
            "\(rule.plain(count)) of \(rule.plain(read, beside: count)) rows are left out by the filter '\(filter)'"
                + (missing > 0
                    ? ", \(rule.plain(missing)) of them as a value it compares is missing" : "")
        case .rowsLeftOut(let count, let read, let lacking, let arms):
            "\(rule.plain(count)) of \(rule.plain(read, beside: count)) rows "
                + "\(rule.isOne(count) ? "was" : "were") left out, as a value is missing: "
                + Self.lacking(lacking, labels, rule) + Self.losses(arms, labels, rule)
                + Self.differencing(lacking, labels, rule)
        case .imputed(let summary):
            "values that are missing were imputed in \(summary.plan.tables) completed tables: "
                + summary.columns.map { "\(rule.plain($0.people)) of \(labels.marked($0.name))" }
                .joined(separator: ", ")
                + "; this holds if whether a value is missing depends only on what is known of people"
        case .cellsLeftOut(let count, let cells, let people, let threshold):
            "\(count) of \(cells) cells have fewer than \(threshold) people and are left out, \(people) people in all"
        case .regression(let warning): warning.words(labels)
        case .attribution(let caution): caution.words(labels, rule)
        case .ofOutcome(let outcome, let caution):
            "\(labels.marked(outcome)): " + caution.words(labels, rule)
        case .importance(let caution): caution.words(labels)
        }
    }

    /// "6 lack 'y', 20 lack 'x'": all of these numbers or none, as one is nearly what the others leave.
    private static func lacking(
        _ columns: [LackingColumn],
        _ labels: StudyLabels,
        _ rule: DisclosureRule
    ) -> String {
        guard !columns.contains(where: { rule.isSmall($0.rows) }) else {
            return columns.map { labels.marked($0.column) }.joined(separator: ", ")
        }
        return columns.map { "\(rule.plain($0.rows)) lack \(labels.marked($0.column))" }
            .joined(separator: ", ")
    }

    /// Columns that so few lack that a second result without them would give these few back, as the difference of the two.
    private static func differencing(
        _ columns: [LackingColumn],
        _ labels: StudyLabels,
        _ rule: DisclosureRule
    ) -> String {
        let few = columns.filter { rule.isSmall($0.rows) }
        guard !few.isEmpty, rule.base == 1 else { return "" }
        return "; who has a second result, without "
            + few.map { labels.marked($0.column) }.joined(separator: " and ")
            + ", can take one from the other and is left with these few: give out one of the two, or both rounded "
            + "(--disclosure-rounding)"
    }

    /// Up to so many agencies are told of one by one.
    private static let mostArms = 4

    /// "; by 'jobs': 12 of 130 served, 70 of 1,200 not served", of many agencies only where the two differ most.
    private static func losses(
        _ arms: [ArmLoss],
        _ labels: StudyLabels,
        _ rule: DisclosureRule
    ) -> String {
        func part(_ arm: ArmLoss, _ count: KeyPath<ArmCount, Int>) -> Double {
            let all = arm.lost[keyPath: count] + arm.kept[keyPath: count]
            return all == 0 ? 0 : Double(arm.lost[keyPath: count]) / Double(all)
        }
        func difference(_ arm: ArmLoss) -> Double {
            (part(arm, \.ones) - part(arm, \.zeros)).magnitude
        }
        /// All parts of an agency or none: together they are the rows left out.
        func isShown(_ arm: ArmLoss) -> Bool {
            ![arm.lost.ones, arm.lost.zeros, arm.lost.unknown, arm.kept.ones, arm.kept.zeros]
                .contains(where: rule.isSmall)
        }
        let isMany = arms.count > mostArms
        let shown =
            isMany ? arms.max { difference($0) < difference($1) }.map { [$0] } ?? [] : arms
        return shown.filter(isShown).map { arm in
            let (served, others) = (arm.lost.ones + arm.kept.ones, arm.lost.zeros + arm.kept.zeros)
            return
                "; by \(labels.marked(arm.agency)): \(rule.plain(arm.lost.ones)) of \(rule.plain(served)) served, "
                + "\(rule.plain(arm.lost.zeros)) of \(rule.plain(others)) not served"
                + (arm.lost.unknown > 0 ? ", \(rule.plain(arm.lost.unknown)) not known" : "")
        }.joined() + (isMany ? " (the agency by which losses differ most)" : "")
    }
}
