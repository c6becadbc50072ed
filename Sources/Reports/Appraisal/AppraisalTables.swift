import TopsliceAppraisal
import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceMoney
import TopsliceSharing

/// The tables of an appraisal, each stated once.
extension AppraisalReport {
    var kind: Workbook.Column.Kind { terms.currency.columnKind }

    static let ratioFormat = NumberFormat(notation: .fixed(decimals: 2))

    func cell(_ ratio: Rational?, _ format: NumberFormat = ratioFormat) -> ReportCell {
        ratio.map { Quantity($0).reportCell(format) } ?? .empty
    }

    /// What it comes to: discounted, undiscounted, and what the two leave open.
    var summary: ReportTable {
        var table = ReportTable(
            name: "Summary",
            caption:
                "Costs and benefits of the whole, discounted and not. Ratio is benefits for each "
                + "pound of cost.",
            columns: [
                .init("Worth", key: "measure"), .init("Costs", key: "costs", kind),
                .init("Benefits", key: "benefits", kind), .init("Net", key: "net", kind),
                .init("Ratio", key: "ratio", .decimal(places: 2)),
            ]
        )
        func add(_ name: String, _ worth: Worth) {
            table.append([
                .text(name), worth.costs.reportCell, worth.benefits.reportCell,
                worth.net.reportCell, cell(worth.ratio),
            ])
        }
        add("Present value", appraisal.present)
        if let interval = appraisal.interval {
            add("… at the low end of impact", interval.low)
            add("… at the high end", interval.high)
        }
        if let worth = appraisal.beforeCommissioning { add("… before commissioning", worth) }
        table.append([
            .text("… cashable only"), appraisal.present.costs.reportCell,
            appraisal.cashable.reportCell, .empty, cell(appraisal.cashableRatio),
        ])
        add("Undiscounted", appraisal.undiscounted)
        if let annual = appraisal.annual {
            table.append([
                .text("Equivalent a year"), annual.cost.reportCell, .empty,
                annual.negatedNet.reportCell, .empty,
            ])
        }
        return table
    }

    var years: ReportTable {
        ReportTable(
            name: "Years",
            caption:
                "Every year: what a pound of it is worth today, its money as it is and discounted.",
            columns: [
                .init("Year", key: "year", .integer),
                .init("Factor", key: "factor", .decimal(places: 4)),
                .init(
                    "Costs",
                    key: "costs",
                    kind,
                    total: appraisal.undiscounted.costs.reportCell
                ),
                .init(
                    "Benefits",
                    key: "benefits",
                    kind,
                    total: appraisal.undiscounted.benefits.reportCell
                ),
                .init(
                    "Costs today",
                    key: "present_costs",
                    kind,
                    total: appraisal.present.costs.reportCell
                ),
                .init(
                    "Benefits today",
                    key: "present_benefits",
                    kind,
                    total: appraisal.present.benefits.reportCell
                ),
                .init("Net so far", key: "cumulative", kind),
            ],
            rows: appraisal.years.map { year in
                [
                    .integer(year.year),
                    .exact(
                        shown: ShownText(year.factor.decimal(places: 4)),
                        data: .exact(year.factor.decimal(places: 12)),
                        nearest: Quantity(year.factor.nearby).approximate
                    ),
                    year.costs.reportCell, year.benefits.reportCell, year.presentCosts.reportCell,
                    year.presentBenefits.reportCell, year.cumulative.reportCell,
                ]
            },
            totalLabel: "All"
        )
    }

    var agencies: ReportTable {
        ReportTable(
            name: "Agencies",
            caption: "Who pays and who benefits, in present values.",
            columns: [
                .init("Agency", key: "agency"),
                .init("Costs", key: "cost", kind, total: appraisal.present.costs.reportCell),
                .init(
                    "Benefits",
                    key: "benefit",
                    kind,
                    total: appraisal.present.benefits.reportCell
                ),
                .init("Cashable", key: "cashable", kind, total: appraisal.cashable.reportCell),
                .init("Net", key: "net", kind, total: appraisal.present.net.reportCell),
                .init("Ratio", key: "bcr", .decimal(places: 2)),
            ],
            rows: appraisal.agencies.map {
                [
                    .text($0.agency), $0.costs.reportCell, $0.benefits.reportCell,
                    $0.cashable.reportCell, $0.net.reportCell, cell($0.ratio),
                ]
            },
            totalLabel: "All"
        )
    }

    var costs: ReportTable {
        ReportTable(
            name: "Costs",
            caption:
                "What is spent, in prices of the case, after optimism bias and the burden of taxes.",
            columns: [
                .init("Cost", key: "name"), .init("", key: "id"), .init("Kind", key: "kind"),
                .init("Price year", key: "price_year"),
                .init(
                    "Total",
                    key: "total",
                    kind,
                    total: appraisal.undiscounted.costs.reportCell
                ),
                .init("Today", key: "present", kind, total: appraisal.present.costs.reportCell),
            ],
            rows: appraisal.costs.map {
                [
                    .text($0.row.name), .text($0.row.id), .text($0.row.kind.rawValue),
                    .text($0.row.priceYear ?? terms.priceYear ?? ""), $0.total.reportCell,
                    $0.present.reportCell,
                ]
            },
            totalLabel: "All"
        )
    }

    var benefits: ReportTable {
        ReportTable(
            name: "Benefits",
            caption:
                "Outcomes of a full year that are due to the programme, what each counts for in prices of the "
                + "case after optimism bias, and the sum.",
            columns: [
                .init("Benefit", key: "name"), .init("", key: "id"), .init("Kind", key: "kind"),
                .init("Evidence", key: "grade"),
                .init("Outcomes a year", key: "outcomes", .decimal(places: 2)),
                .init("Each", key: "each", .decimal(places: 2)),
                .init("Unit cost", key: "unit_cost", kind, on: [.sheet, .data]),
                .init("Price year", key: "price_year", on: [.sheet, .data]),
                .init("Source", key: "source", on: [.sheet, .data]),
                .init("A full year", key: "annual", kind),
                .init(
                    "Total",
                    key: "total",
                    kind,
                    total: appraisal.undiscounted.benefits.reportCell
                ),
                .init("Today", key: "present", kind, total: appraisal.present.benefits.reportCell),
                .init("Cashable", key: "cashable", kind, total: appraisal.cashable.reportCell),
            ],
            rows: appraisal.benefits.map {
                [
                    .text($0.row.name), .text($0.row.id), .text($0.row.kind.rawValue),
                    .text($0.row.grade ?? ""), cell($0.outcomes), each($0.row),
                    $0.row.unitCost.amount.reportCell,
                    .text($0.row.unitCost.priceYear ?? terms.priceYear ?? ""),
                    .text($0.row.unitCost.source), $0.annual.reportCell, $0.total.reportCell,
                    $0.present.reportCell, $0.cashable.reportCell,
                ]
            },
            totalLabel: "All"
        )
    }

    /// The numbers that a benefit is the product of, with their ranges.
    var factors: ReportTable {
        ReportTable(
            name: "Factors",
            caption:
                "Every number that is multiplied. Deadweight and what is like it are taken off one.",
            columns: [
                .init("Benefit"), .init("Number"), .init("Value", .decimal(places: 4)),
                .init("Low"), .init("High"), .init("Source"),
            ],
            rows: terms.benefits.flatMap { row in
                row.factors.map { factor in
                    let number = AppraisalNumber.benefit(row.id, factor.kind)
                    return [
                        .text(row.name), .text(factor.kind.words),
                        .text(shown(factor.value, of: number)),
                        .text(factor.range.map { shown($0.lowerBound, of: number) } ?? ""),
                        .text(factor.range.map { shown($0.upperBound, of: number) } ?? ""),
                        .text(source(factor.kind, of: row)),
                    ]
                }
            }
        )
    }
}

extension AppraisalReport {
    /// What each outcome of a benefit counts for; data have it in major units.
    private func each(_ row: BenefitRow) -> ReportCell {
        let major = row.worthEach / Rational(terms.currency.minorUnitsPerMajor)
        return .exact(major, money(row.worthEach))
    }

    /// Where a number is from; empty where the case states it.
    private func source(_ kind: BenefitFactor.Kind, of row: BenefitRow) -> String {
        switch kind {
        case .unitCost: return source(row.unitCost)
        case .impact:
            guard let measured = row.measured else { return "" }
            let whose = measured.agency.map { "of \($0)" } ?? "of all together"
            return "measured, \(whose), in \(measured.file)"
                + (measured.scope == .served ? ", for each served" : "")
        default: return ""
        }
    }

    /// Where a unit cost is from, and what it was before it was rebased.
    private func source(_ cost: UnitCost) -> String {
        let before =
            cost.rebasing == 1 ? "" : "\(cost.amount.shown) in prices of \(cost.priceYear ?? ""); "
        return before + cost.source
    }
}

extension EquivalentAnnual {
    /// Benefits less costs a year.
    var negatedNet: Money { Money(minorUnits: -netCost.minorUnits, currency: netCost.currency) }
}
