import TopsliceCohortData
internal import TopsliceFormats
import TopsliceStudies

/// What became of the rows: every table once, and no number that may not be written.
struct SampleTables {
    private let flow: SampleFlow
    private let rule: DisclosureRule
    private let labels: StudyLabels
    private let steps: [SampleSteps.Step]
    private let hidden: HiddenSteps
    /// Of those analysed, people for whom every combination has support; nil where that is not known by the head.
    private let supported: Int?
    private let isImputed: Bool
    /// Those of whom it is not said how many people they served.
    private let hiddenAgencies: Set<String>

    init(
        _ flow: SampleFlow,
        _ rule: DisclosureRule = .none,
        labels: StudyLabels = StudyLabels(),
        supported: Int? = nil,
        isImputed: Bool = false,
        hiddenAgencies: Set<String> = []
    ) {
        self.flow = flow
        self.rule = rule
        self.labels = labels
        self.supported = supported
        self.isImputed = isImputed
        self.hiddenAgencies = hiddenAgencies
        steps = SampleSteps(flow).steps
        hidden = HiddenSteps(losses: steps.map(\.lost), rule)
    }

    var hidesSupplied: Bool { hidden.hidesSupplied }

    // MARK: - Flow

    /// The steps, each what is left and what was lost on the way to it.
    var subtraction: ReportTable {
        var table = ReportTable(
            name: "Sample",
            caption:
                "From the rows supplied to those analysed: each step is the one before less what was left out",
            columns: [
                .init("", key: "step", on: .data), .init("Step", key: "", on: .people),
                .init("Left out", key: "lost", .integer), .init("Rows", key: "rows", .integer),
            ]
        )
        table.isStacked = true
        for (number, step) in steps.enumerated() {
            table.append([
                .text(step.kind.rawValue), .text(words(step.kind)),
                number == 0
                    ? .empty : rule.cell(step.lost, withheld: hidden.losses.contains(number)),
                rule.cell(step.rows, withheld: hidden.rows.contains(number)),
            ])
        }
        if let supported {
            let shown = rule.allows(supported, of: flow.analysed)
            table.append([
                .text("supported"),
                .text("Of these: others like them seen under every combination"),
                rule.cell(flow.analysed - supported, withheld: !shown),
                rule.cell(supported, withheld: !shown),
            ])
        }
        return table
    }

    private func words(_ kind: SampleSteps.Kind) -> String {
        switch kind {
        case .supplied: "Supplied"
        case .eligible: "Eligible (kept by the filter)"
        case .withOutcome: "With an outcome"
        case .complete:
            isImputed
                ? "With every other value needed, or imputed" : "With every other value needed"
        case .analysed: "Analysed (weight above 0)"
        }
    }

    // MARK: - Arms

    private typealias Part = KeyPath<ArmCount, Int> & Sendable
    private static let parts: [(name: String, words: String, path: Part)] = [
        ("served", "served", \.ones), ("not_served", "not served", \.zeros),
        ("unknown", "not known", \.unknown),
    ]

    /// Whether the losses of an agency at a step may be written: all of its parts or none, as they add up to the whole.
    private func showsLoss(_ agency: Int, _ step: Int) -> Bool {
        guard !hidden.losses.contains(step) else { return false }
        let count = steps[step].lostArms[agency]
        return !Self.parts.contains { rule.isSmall(count[keyPath: $0.path]) }
    }

    private func showsAnalysed(_ agency: Int) -> Bool {
        let count = flow.arms[agency].analysed
        return !hiddenAgencies.contains(flow.arms[agency].agency)
            && !Self.parts.contains { rule.isSmall(count[keyPath: $0.path]) }
    }

    /// The same steps for those each agency served and did not; nil where there are no agencies.
    var armTable: ReportTable? {
        guard !flow.arms.isEmpty else { return nil }
        let shown = steps.indices.dropFirst(2)
        var table = ReportTable(
            name: "Sample by agency",
            caption: "The same by who was served: eligible, left out on the way, and analysed",
            columns: [
                .init("Agency", key: "agency"), .init("", key: "group", on: .data),
                .init("Group", key: "", on: .people), .init("Eligible", key: "eligible", .integer),
            ]
                + shown.map { number in
                    .init(
                        "Left out: " + lossWords(steps[number].kind),
                        key: "lost_" + steps[number].kind.rawValue,
                        .integer
                    )
                } + [.init("Analysed", key: "analysed", .integer)]
        )
        table.isStacked = true
        for (number, arm) in flow.arms.enumerated() {
            for part in Self.parts
            where part.path != \.unknown || steps[1].arms[number].unknown > 0 {
                let losses = shown.map { step in
                    rule.cell(
                        steps[step].lostArms[number][keyPath: part.path],
                        withheld: !showsLoss(number, step)
                    )
                }
                let isWhole = shown.allSatisfy { showsLoss(number, $0) } && showsAnalysed(number)
                let eligible = steps[1].arms[number][keyPath: part.path]
                table.append(
                    [
                        .named(arm.agency, label: labels.name(arm.agency)), .text(part.name),
                        .text(part.words), rule.cell(eligible, withheld: !isWhole),
                    ] + losses + [
                        rule.cell(
                            arm.analysed[keyPath: part.path],
                            withheld: !showsAnalysed(number)
                        )
                    ]
                )
            }
        }
        return table
    }

    private func lossWords(_ kind: SampleSteps.Kind) -> String {
        switch kind {
        case .supplied, .eligible: "filter"
        case .withOutcome: "no outcome"
        case .complete: "another value missing"
        case .analysed: "weight 0"
        }
    }

    // MARK: - Columns

    /// Up to so many agencies the losses of each column are told by who was served.
    private static let mostArmColumns = 6

    /// Missing values by column; nil where there are none.
    var missingTable: ReportTable? {
        let missing = flow.missing.filter { $0.rows > 0 }
        guard !missing.isEmpty else { return nil }
        let arms = flow.arms.count <= Self.mostArmColumns ? flow.arms : []
        var table = ReportTable(
            name: "Missing values",
            caption: "Missing values by column (a row may miss several)"
                + (arms.isEmpty ? "" : "; by agency: those served / not served / not known"),
            columns: [
                .init("Column", key: "column"),
                .init("Rows without a value", key: "rows", .integer),
            ]
                + arms.map { .init(labels.name($0.agency), .integer) }
                + [.init("", key: "arms", on: .json)]
        )
        table.isStacked = true
        for one in missing {
            // Where a loss is withheld, the columns that made it would tell it.
            let isHidden = !hidden.isEmpty
            let shown = one.arms.map { arm in
                !isHidden && !Self.parts.contains { rule.isSmall(arm[keyPath: $0.path]) }
            }
            let texts = arms.indices.map { number -> ReportCell in
                guard shown[number] else { return .absent(.withheld) }
                return .text(
                    Self.parts.map { rule.words(one.arms[number][keyPath: $0.path]) }
                        .joined(separator: " / ")
                )
            }
            let objects = zip(flow.arms, zip(one.arms, shown)).map { arm, count -> JSONValue in
                ["agency": .string(arm.agency), "rows": json(count.0, shown: count.1)]
            }
            table.append(
                [
                    .named(one.column, label: labels.name(one.column)),
                    rule.cell(one.rows, withheld: isHidden),
                ] + texts + [.structure(StructureCell(.array(objects)))]
            )
        }
        return table
    }

    // MARK: - Forms

    var tables: [ReportTable] { [subtraction] + [armTable, missingTable].compactMap { $0 } }

    /// For a page.
    func markup(caption: String? = nil) -> [Markup] {
        var first = subtraction
        if let caption { first.caption = caption }
        let none = Markup.paragraph("No column that was used has a missing value.")
        return [first.markup] + (armTable.map { [$0.markup] } ?? [])
            + [missingTable?.markup ?? none]
    }

    private func json(_ count: ArmCount, shown: Bool) -> JSONValue {
        .object(
            Self.parts.map {
                .init($0.name, rule.cell(count[keyPath: $0.path], withheld: !shown).json(.exact))
            }
        )
    }

    private func loss(_ kind: SampleSteps.Kind) -> JSONValue {
        guard let number = steps.firstIndex(where: { $0.kind == kind }) else { return .null }
        return rule.cell(steps[number].lost, withheld: hidden.losses.contains(number)).json(.exact)
    }

    var json: JSONValue {
        let isExcludedHidden = steps.indices.contains {
            hidden.losses.contains($0)
                && [.withOutcome, .complete].contains(steps[$0].kind)
        }
        return [
            "rows_read": rule.cell(flow.rowsRead, withheld: hidden.rows.contains(0)).json(.exact),
            "rows_filtered": loss(.eligible),
            "rows_excluded": rule.cell(flow.excluded, withheld: isExcludedHidden).json(.exact),
            "rows_without_outcome": loss(.withOutcome),
            "rows_without_weight": loss(.analysed),
            "rows_analysed": rule.cell(flow.analysed).json(.exact),
            "cells": .optional(flow.cells),
            "flow": subtraction.json,
            "missing": missingTable?.json ?? .array([]),
            "arms": .array(
                flow.arms.enumerated().map { number, arm in
                    let steps = steps.indices.dropFirst(2)
                    let isShown = steps.allSatisfy { showsLoss(number, $0) }
                    return [
                        "agency": .string(arm.agency),
                        "rows_analysed": json(arm.analysed, shown: showsAnalysed(number)),
                        "rows_excluded": json(arm.excluded, shown: isShown),
                        "rows_without_weight": json(arm.withoutWeight, shown: isShown),
                    ]
                }
            ),
            "flow_by_agency": armTable?.json ?? .null,
        ]
    }
}
