import TopsliceCohortData
internal import TopsliceFormats
import TopsliceStudies

/// What became of the rows, every table once.
struct SampleTables {
    private let sample: ShownSample
    private let labels: StudyLabels

    init(_ sample: ShownSample, labels: StudyLabels = StudyLabels()) {
        self.sample = sample
        self.labels = labels
    }

    private func cell(_ count: Int) -> ReportCell { DisclosureRule.none.cell(count) }

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
        for (number, step) in (sample.steps + [sample.supported].compactMap { $0 }).enumerated() {
            table.append([
                .text(step.kind?.rawValue ?? "supported"), .text(words(step.kind)),
                number == 0 ? .empty : cell(step.lost), cell(step.rows),
            ])
        }
        return table
    }

    /// How many of the rows supplied were analysed; nil where either may not be told.
    var finding: String? {
        guard let first = sample.steps.first?.rows, let last = sample.steps.last?.rows,
            first >= 0, last >= 0
        else { return nil }
        return
            "\(NumberFormat.count.text(Double(last))) of \(NumberFormat.count.text(Double(first))) analysed"
    }

    private func words(_ kind: SampleSteps.Kind?) -> String {
        switch kind {
        case .supplied: "Supplied"
        case .eligible: "Eligible (kept by the filter)"
        case .withOutcome: "With an outcome"
        case .complete:
            sample.isImputed
                ? "With every other value needed, or imputed" : "With every other value needed"
        case .analysed: "Analysed (weight above 0)"
        case nil: "Of these: others like them seen under every combination"
        }
    }

    // MARK: - Arms

    private typealias Part = KeyPath<ArmCount, Int> & Sendable
    private static let parts: [(name: String, words: String, path: Part)] = [
        ("served", "served", \.ones), ("not_served", "not served", \.zeros),
        ("unknown", "not known", \.unknown),
    ]

    /// The same steps for those each agency served and did not; nil where there are no agencies.
    var armTable: ReportTable? {
        guard !sample.arms.isEmpty else { return nil }
        let kinds = sample.steps.dropFirst(2).compactMap(\.kind)
        var table = ReportTable(
            name: "Sample by agency",
            caption: "The same by who was served: eligible, left out on the way, and analysed",
            columns: [
                .init("Agency", key: "agency"), .init("", key: "group", on: .data),
                .init("Group", key: "", on: .people), .init("Eligible", key: "eligible", .integer),
            ]
                + kinds.map {
                    .init("Left out: " + lossWords($0), key: "lost_" + $0.rawValue, .integer)
                } + [.init("Analysed", key: "analysed", .integer)]
        )
        table.isStacked = true
        for arm in sample.arms {
            for part in Self.parts where part.path != \.unknown || arm.hasUnknown {
                table.append(
                    [
                        .named(arm.agency, label: labels.name(arm.agency)), .text(part.name),
                        .text(part.words), cell(arm.eligible[keyPath: part.path]),
                    ] + arm.losses.map { cell($0[keyPath: part.path]) } + [
                        cell(arm.analysed[keyPath: part.path])
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
        guard !sample.missing.isEmpty else { return nil }
        let arms = sample.arms.count <= Self.mostArmColumns ? sample.arms : []
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
        for one in sample.missing {
            let texts = arms.indices.map { number -> ReportCell in
                let count = one.arms[number]
                guard count.ones >= 0 else { return .absent(.withheld) }
                return .text(
                    Self.parts.map { cell(count[keyPath: $0.path]).pageText }
                        .joined(separator: " / ")
                )
            }
            let objects = zip(sample.arms, one.arms).map { arm, count -> JSONValue in
                ["agency": .string(arm.agency), "rows": json(count)]
            }
            table.append(
                [.named(one.column, label: labels.name(one.column)), cell(one.rows)] + texts
                    + [.structure(StructureCell(.array(objects)))]
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

    private func json(_ count: ArmCount) -> JSONValue {
        .object(Self.parts.map { .init($0.name, cell(count[keyPath: $0.path]).json(.exact)) })
    }

    private func loss(_ kind: SampleSteps.Kind) -> JSONValue {
        sample.loss(kind).map { cell($0).json(.exact) } ?? .null
    }

    var json: JSONValue {
        [
            "rows_read": cell(sample.rowsRead).json(.exact),
            "rows_filtered": loss(.eligible),
            "rows_excluded": cell(sample.excluded).json(.exact),
            "rows_without_outcome": loss(.withOutcome),
            "rows_without_weight": loss(.analysed),
            "rows_analysed": cell(sample.analysed).json(.exact),
            "cells": .optional(sample.cells),
            "flow": subtraction.json,
            "missing": missingTable?.json ?? .array([]),
            "arms": .array(
                sample.arms.map { arm in
                    [
                        "agency": .string(arm.agency),
                        "rows_analysed": json(arm.analysed),
                        "rows_excluded": json(arm.excluded),
                        "rows_without_weight": json(arm.withoutWeight),
                    ]
                }
            ),
            "flow_by_agency": armTable?.json ?? .null,
        ]
    }
}
