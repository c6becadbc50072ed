import TopsliceAppraisal
import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceMoney
import TopsliceSharing

/// What the result hangs on.
extension AppraisalReport {
    var tornado: ReportTable {
        ReportTable(
            name: "Tornado",
            caption:
                "Net present value and ratio where one number moves and all others stay, widest first. "
                + "Without a stated range a number moves by \(percent(terms.sensitivity)) of itself, "
                + "rates by one point.",
            columns: [
                .init("Number", on: .people), .init("", key: "number"), .init("Low"),
                .init("High"), .init("", key: "low", .decimal(places: 4)),
                .init("", key: "high", .decimal(places: 4)),
                .init("Range", key: "range"),
                .init("Net at low", key: "npv_low", kind),
                .init("Net at high", key: "npv_high", kind),
                .init("Ratio at low", key: "bcr_low", .decimal(places: 2)),
                .init("Ratio at high", key: "bcr_high", .decimal(places: 2)),
            ],
            rows: appraisal.tornado.map {
                [
                    .text(words($0.number)), .text(key($0.number)),
                    .text(shown($0.low, of: $0.number)), .text(shown($0.high, of: $0.number)),
                    Quantity(stated($0.low, of: $0.number)).reportCell(),
                    Quantity(stated($0.high, of: $0.number)).reportCell(),
                    .text($0.isStated ? "stated" : "assumed"), $0.atLow.net.reportCell,
                    $0.atHigh.net.reportCell, cell($0.atLow.ratio), cell($0.atHigh.ratio),
                ]
            }
        )
    }

    var switching: ReportTable {
        ReportTable(
            name: "Switching values",
            caption:
                "What each number would have to be, all others unchanged, for the programme to be worth "
                + "exactly what it costs.",
            columns: [
                .init("Number", on: .people), .init("", key: "number"), .init("Now"),
                .init("Switches at"), .init("", key: "value", .decimal(places: 4)),
                .init("", key: "switching", .decimal(places: 4)),
                .init("Can it be?", key: "possible"),
            ],
            rows: appraisal.switching.map { value in
                let switching = value.switching.map { stated($0, of: value.number) }
                return [
                    .text(words(value.number)), .text(key(value.number)),
                    .text(shown(value.value, of: value.number)),
                    .text(value.switching.map { shown($0, of: value.number) } ?? "nowhere"),
                    Quantity(stated(value.value, of: value.number)).reportCell(),
                    switching.map { number(nearTo: $0) } ?? .empty,
                    .text(value.isPossible ? "yes" : "no"),
                ]
            }
        )
    }

    /// Twelve significant digits: exact quotients of present values fill lines.
    private func number(nearTo value: Rational) -> ReportCell {
        .exact(
            shown: ShownText(value.decimal(significantDigits: 6)),
            data: .exact(value.decimal(significantDigits: 12)),
            nearest: Quantity(value).approximate
        )
    }

    var successes: ReportTable {
        let percentage = NumberFormat.percentage
        return ReportTable(
            name: "Successes",
            caption:
                "What is paid for each success, and what each success costs that would not have been "
                + "anyway. A rate of success means nothing without the rate there would have been anyway.",
            columns: [
                .init("Programme", key: "name"), .init("", key: "id"),
                .init("People", key: "people", .integer),
                .init("With it", key: "rate", .percentage(places: 1)),
                .init("Without it", key: "without", .percentage(places: 1)),
                .init("Tariff", key: "tariff", kind),
                .init("Paid claims", key: "paid_claims", .decimal(places: 2)),
                .init("Paid", key: "paid", kind),
                .init("Due to it", key: "attributable", .decimal(places: 2)),
                .init("Each costs", key: "cost_each", kind),
            ],
            rows: terms.successes.map { success in
                [
                    .text(success.name), .text(success.id), .integer(success.people),
                    cell(success.rate, percentage),
                    success.without.map { cell($0, percentage) } ?? .text("not known"),
                    success.tariff.reportCell, Quantity(success.paidClaims).reportCell(),
                    amount(success.paid),
                    success.attributable.map { Quantity($0).reportCell() } ?? .text("not known"),
                    success.costOfEach.map(amount) ?? .empty,
                ]
            }
        )
    }

    /// Minor units to the nearest, halves away from zero.
    private func amount(_ units: Rational) -> ReportCell {
        let money = try? Money(
            roundingMinorUnits: units,
            by: .nearestOrAwayFromZero,
            currency: terms.currency
        )
        return money?.reportCell ?? .text("too large")
    }
}
