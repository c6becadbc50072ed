import TopsliceAttribution
import TopsliceCohortData
internal import TopsliceDoor
internal import TopsliceFormats

private typealias Keys = AttributionKeys.Contribution

/// The figures of an agency, each stated once: every table that shows one takes it from here.
struct AgencyColumns {
    typealias Figure = RowColumn<AttributionResult.AgencyContribution>
    private typealias Forms = ReportTable.Forms

    private let total: AttributionResult.Total
    private let labels: StudyLabels
    let disclosure: Disclosure
    let result: AttributionResult
    let format: OutcomeFormat
    /// "95%".
    private let level: String

    init(_ report: AttributionReport) {
        result = report.result
        total = report.result.total
        labels = report.labels
        disclosure = report.disclosure
        format = OutcomeFormat(report)
        level = NumberFormat.level(report.method.confidenceLevel)
    }

    static let amount = Workbook.Column.Kind.decimal(places: 4)
    static let share = Workbook.Column.Kind.percentage(places: 1)
    private static let probability = Workbook.Column.Kind.decimal(places: 4)

    // MARK: - Cells

    private func change(_ value: Double?) -> ReportCell { .number(value, format.change) }
    private func error(_ value: Double?) -> ReportCell { .number(value, format.error) }

    static func interval(_ estimate: Estimate, _ format: NumberFormat) -> ReportCell {
        estimate.uncertainty.map { .range($0.confidenceLow, $0.confidenceHigh, format) }
            ?? .absent(.notIdentified)
    }

    static func identified(_ estimate: Estimate, _ format: NumberFormat) -> ReportCell {
        estimate.identifiedValue.map { .number($0, format) } ?? .absent(.notIdentified)
    }

    private static func interval(_ share: ShareEstimate?) -> ReportCell {
        guard let share else { return .empty }
        return switch share.interval {
        case .bounded(let low, let high)?: .range(low, high, .percentage)
        case nil: .absent(.notIdentified)
        default: .text(OutcomeFormat.interval(share))
        }
    }

    // MARK: - Who

    var agency: Figure {
        let labels = labels
        return Figure(.init("Agency", key: Keys.agency)) {
            .named($0.agency, label: labels.name($0.agency))
        }
    }
    /// A figure of those whom the agency served, which may have to be withheld, and of those whom any did.
    func ofServed(
        _ column: ReportTable.Column,
        together: ReportCell = .empty,
        _ cell: @escaping @Sendable (AttributionResult.AgencyContribution) -> ReportCell
    ) -> Figure {
        let disclosure = disclosure
        return Figure(column, together: disclosure.figureOfServed(together)) {
            disclosure.figure(cell($0), of: $0.agency)
        }
    }

    var served: Figure {
        ofServed(.init("People served", key: "served", .integer)) { .count($0.served) }
    }

    var servedShare: Figure {
        ofServed(
            .init("Share of people", key: "served_share", Self.share, on: [.sheet, .json]),
            together: .number(total.servedShare, .percentage)
        ) { .number($0.servedShare, .percentage) }
    }

    // MARK: - Contributions

    func contribution(_ title: String = "Contribution", on forms: ReportTable.Forms? = nil)
        -> Figure
    {
        Figure(
            .init(title, key: Keys.shapley, Self.amount, on: forms),
            together: change(total.attributable.value)
        ) { [change] in change($0.shapley.value) }
    }

    /// Standard error, interval for people, and its two ends for sheets and data.
    var uncertainty: [Figure] {
        let (format, forms) = (format, [.sheet, .json] as Forms)
        return [
            Figure(
                .init(
                    "Std. error",
                    key: Keys.standardError,
                    Self.amount,
                    on: [.sheet, .terminal, .json]
                ),
                together: error(total.attributable.standardError)
            ) { .number($0.shapley.standardError, format.error) },
            interval,
            Figure(
                .init("\(level) low", key: Keys.low, Self.amount, on: forms),
                together: change(total.attributable.confidenceLow)
            ) { .number($0.shapley.confidenceLow, format.change) },
            Figure(
                .init("\(level) high", key: Keys.high, Self.amount, on: forms),
                together: change(total.attributable.confidenceHigh)
            ) { .number($0.shapley.confidenceHigh, format.change) },
        ]
    }

    var interval: Figure {
        let format = format.change
        return Figure(
            .init("\(level) interval", Self.amount, on: [.page, .terminal]),
            together: Self.interval(total.attributable, format)
        ) { Self.interval($0.shapley, format) }
    }

    var pValue: Figure {
        Figure(
            .init("p-value", key: "p_value", Self.probability),
            together: .number(total.attributable.pValue, .probability)
        ) { .number($0.shapley.pValue, .probability) }
    }

    let holm = Figure(
        .init(
            "p-value, all agencies (Holm)",
            key: "p_value_holm",
            probability,
            terminalTitle: "Holm’s p"
        ),
        together: .number(nil, .probability)
    ) { .number($0.holmPValue, .probability) }

    let degrees = Figure(
        .init("Degrees of freedom", key: Keys.degreesOfFreedom, amount, on: [.sheet, .json])
    ) { .number($0.shapley.uncertainty?.degreesOfFreedom, .count) }

    // MARK: - Per person served

    func perServed(_ title: String = "Per person served", on forms: ReportTable.Forms? = nil)
        -> Figure
    {
        ofServed(
            .init(
                title,
                key: "per_served",
                Self.amount,
                on: forms,
                terminalTitle: "A person served"
            ),
            together: change(total.perServed.value)
        ) { [change] in change($0.perServed.value) }
    }

    var perServedUncertainty: [Figure] {
        let (format, forms) = (format, [.sheet, .json] as Forms)
        return [
            ofServed(
                .init(
                    "Per person served, std. error",
                    key: "per_served_standard_error",
                    Self.amount,
                    on: forms
                ),
                together: error(total.perServed.standardError)
            ) { .number($0.perServed.standardError, format.error) },
            ofServed(
                .init("\(level) interval per person served", Self.amount, on: .page),
                together: Self.interval(total.perServed, format.change)
            ) { Self.interval($0.perServed, format.change) },
            ofServed(
                .init(
                    "Per person served, \(level) low",
                    key: "per_served_conf_low",
                    Self.amount,
                    on: forms
                ),
                together: change(total.perServed.confidenceLow)
            ) { .number($0.perServed.confidenceLow, format.change) },
            ofServed(
                .init(
                    "Per person served, \(level) high",
                    key: "per_served_conf_high",
                    Self.amount,
                    on: forms
                ),
                together: change(total.perServed.confidenceHigh)
            ) { .number($0.perServed.confidenceHigh, format.change) },
        ]
    }

    // MARK: - Shares

    var share: Figure {
        let hasShares = result.contributions.contains { $0.share != nil }
        return Figure(
            .init("Share of total", key: Keys.share, Self.share, terminalTitle: "Share"),
            together: .number(hasShares ? 1 : nil, .percentage)
        ) { .number($0.share?.value, .percentage) }
    }

    var shareUncertainty: [Figure] {
        [
            Figure(
                .init(
                    "Share, std. error",
                    key: "share_standard_error",
                    Self.share,
                    on: [.sheet, .json]
                )
            ) { .number($0.share?.standardError, .percentage) },
            Figure(.init("\(level) interval of the share", Self.share, on: [.page, .sheet])) {
                Self.interval($0.share)
            },
            Figure(.init("", key: Keys.shareLow, Self.share, on: .json)) {
                .number($0.share?.interval?.bounds?.low, .percentage)
            },
            Figure(.init("", key: Keys.shareHigh, Self.share, on: .json)) {
                .number($0.share?.interval?.bounds?.high, .percentage)
            },
            Figure(.init("", key: "share_interval", on: .json)) {
                $0.share?.interval.map { .structure(StructureCell($0.json)) } ?? .empty
            },
        ]
    }

    // MARK: - Support

    let extrapolated = Figure(
        .init("Rests on extrapolation", key: "extrapolated_share", share)
    ) { .number($0.extrapolation?.share, .percentage) }

    var worstCases: [Figure] {
        let format = format.change
        return [
            Figure(.init("Worst cases", Self.amount, on: .page)) {
                guard let part = $0.extrapolation, part.share > 0 else { return .empty }
                return .range(part.lowest, part.highest, format)
            },
            Figure(.init("Worst case", key: "worst_case_low", Self.amount, on: [.sheet, .json])) {
                .number($0.extrapolation?.lowest, format)
            },
            Figure(.init("Best case", key: "worst_case_high", Self.amount, on: [.sheet, .json])) {
                .number($0.extrapolation?.highest, format)
            },
        ]
    }

    var carriers: [Figure] {
        [
            ofServed(.init("Others who carry the comparison", .integer, on: .page)) {
                guard let weight = $0.comparison else { return .empty }
                let (effective, others) = (weight.effective.rounded(), Double(weight.others))
                let count = NumberFormat.count
                return .text("about \(count.text(effective)) of \(count.text(others))")
            },
            ofServed(
                .init(
                    "Weight of the others who carry it",
                    key: "effective_comparisons",
                    .decimal(places: 1),
                    on: [.sheet, .json]
                )
            ) { .number($0.comparison?.effective, .count) },
        ]
    }

    // MARK: - Orders

    var orders: [Figure] {
        let format = format
        return [firstIn] + [
            Figure(
                .init(
                    "First in, std. error",
                    key: "first_in_standard_error",
                    Self.amount,
                    on: [
                        .sheet, .json,
                    ]
                )
            ) { .number($0.firstIn.standardError, format.error) },
            lastIn,
            Figure(
                .init(
                    "Last in, std. error",
                    key: "last_in_standard_error",
                    Self.amount,
                    on: [
                        .sheet, .json,
                    ]
                )
            ) { .number($0.lastIn.standardError, format.error) },
        ]
    }

    var firstIn: Figure {
        let format = format.change
        return Figure(.init("First in", key: "first_in", Self.amount)) {
            Self.identified($0.firstIn, format)
        }
    }

    var lastIn: Figure {
        let format = format.change
        return Figure(.init("Last in", key: "last_in", Self.amount)) {
            Self.identified($0.lastIn, format)
        }
    }
}
