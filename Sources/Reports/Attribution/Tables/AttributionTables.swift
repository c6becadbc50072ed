import TopsliceAttribution
internal import TopsliceCohortData
internal import TopsliceDoor
internal import TopsliceFormats

/// The tables of an attribution, each stated once for page, sheet, terminal, CSV and JSON.
///
/// Data keep the agencies in the order they were asked for; people see them from the largest contribution to the smallest.
struct AttributionTables {
    let report: AttributionReport
    let format: OutcomeFormat
    /// From the largest contribution to the smallest, ties in the order asked for.
    let ranked: [AttributionResult.AgencyContribution]
    let columns: AgencyColumns

    init(_ report: AttributionReport) {
        self.report = report
        format = OutcomeFormat(report)
        columns = AgencyColumns(report)
        ranked =
            report.result.contributions.enumerated().sorted { left, right in
                left.element.shapley.value == right.element.shapley.value
                    ? left.offset < right.offset
                    : left.element.shapley.value > right.element.shapley.value
            }.map(\.element)
    }

    var result: AttributionResult { report.result }

    // MARK: - Agencies

    /// Every figure of every agency: the array `attribution` of the JSON.
    var agencies: ReportTable {
        let all: [AgencyColumns.Figure] =
            [columns.agency, columns.served, columns.servedShare, columns.contribution()]
            + columns.uncertainty + [columns.pValue, columns.holm, columns.degrees]
            + [columns.perServed()] + columns.perServedUncertainty
            + [columns.share] + columns.shareUncertainty
            + [columns.extrapolated] + columns.worstCases + columns.carriers + columns.orders
            + [
                columns.rawClaim, columns.rawClaimPerServed, columns.beforeClaim,
                columns.beforeClaimPerServed,
            ]
        return ReportTable(
            name: "Contributions",
            all,
            of: result.contributions,
            together: "Together"
        )
    }

    var contributions: ReportTable {
        people(
            "Agencies",
            "Contribution of each agency, \(format.changeUnit)",
            [
                columns.agency, columns.contribution(), columns.interval, columns.pValue,
                columns.holm,
            ]
        )
    }

    /// Beside the table of contributions, which would run off the page with these.
    var served: ReportTable {
        // One agency caused all of it, which is no finding.
        let hasShares = result.contributions.count > 1
        return people(
            "Per person served",
            "Contribution per person served, \(format.changeUnit)"
                + (hasShares ? ", and share of what was caused together" : "")
                + "; together, per person whom some agency served",
            [columns.agency, columns.perServed()] + columns.perServedUncertainty
                + (hasShares ? [columns.share] + columns.shareUncertainty : [])
        )
    }

    var orders: ReportTable {
        people(
            "Orders",
            "The same agencies alone (first in), averaged over every order (contribution) and after all the others "
                + "(last in), \(format.changeUnit)",
            [
                columns.agency, columns.served, columns.firstIn, columns.contribution(),
                columns.lastIn,
            ],
            together: false
        )
    }

    /// What the agencies would claim one by one.
    var claims: ReportTable {
        people(
            "Claims",
            "Attribution and separate claims, \(format.changeUnit)",
            [columns.agency, columns.contribution("Attributed", on: [.page]), columns.rawClaim]
                + (columns.hasBefore ? [columns.beforeClaim] : [])
        )
    }

    var claimsPerServed: ReportTable {
        people(
            "Claims",
            "The same per person served, \(format.changeUnit); together, per person whom some agency served",
            [
                columns.agency, columns.perServed("Attributed", on: [.page]),
                columns.rawClaimPerServed,
            ] + (columns.hasBefore ? [columns.beforeClaimPerServed] : [])
        )
    }

    /// What each contribution rests on beyond the data, and how far that could move it.
    var extrapolation: ReportTable {
        people(
            "Support",
            "How much of each contribution rests on outcomes that no data support, and the contribution had all of them "
                + "been the worst, or the best, for the agency, \(format.changeUnit)",
            [columns.agency, columns.extrapolated, columns.contribution()] + columns.worstCases
                + columns.carriers,
            together: false
        )
    }

    /// The same for sheets: as many as paper can hold side by side on each.
    var agencySheets: [ReportTable] {
        let claims = [columns.agency, columns.contribution("Attributed"), columns.rawClaim]
        return [
            people(
                "Contributions",
                "",
                [columns.agency, columns.served, columns.servedShare, columns.contribution()]
                    + columns.uncertainty + [columns.pValue, columns.holm, columns.degrees]
            ),
            served,
            people(
                "Claims",
                "",
                claims + [columns.rawClaimPerServed]
                    + (columns.hasBefore
                        ? [columns.beforeClaim, columns.beforeClaimPerServed] : [])
            ),
            people("Orders", "", [columns.agency] + columns.orders, together: false),
            people(
                "Support",
                "",
                [columns.agency, columns.extrapolated] + columns.worstCases + columns.carriers,
                together: false
            ),
        ]
    }

    /// Contributions as a terminal shows them, in the order asked for.
    var overview: ReportTable {
        ReportTable(
            name: "Overview",
            [columns.agency, columns.contribution()] + columns.uncertainty
                + [columns.pValue, columns.holm, columns.perServed(), columns.share],
            of: result.contributions,
            together: "Together"
        )
    }

    var claimsOverview: ReportTable {
        ReportTable(
            name: "Claims",
            [columns.agency, columns.rawClaim, columns.rawClaimPerServed]
                + (columns.hasBefore ? [columns.beforeClaim, columns.beforeClaimPerServed] : []),
            of: result.contributions,
            together: "Together"
        )
    }

    private func people(
        _ name: String,
        _ caption: String,
        _ figures: [AgencyColumns.Figure],
        together: Bool = true
    ) -> ReportTable {
        ReportTable(
            name: name,
            caption: caption,
            figures,
            of: ranked,
            together: together ? "Together" : nil
        )
    }

    // MARK: - Steps

    /// From the deadweight to what was observed.
    func steps(_ chart: WaterfallChart) -> ReportTable {
        let amount = AgencyColumns.amount
        let levels = chart.levels
        var table = ReportTable(
            name: "Steps",
            caption: "Mean outcome step by step",
            columns: [
                .init("Step"), .init("Change, \(format.shortUnit)", amount),
                .init("Mean afterwards", amount),
            ],
            rows: [
                [
                    .text(chart.startLabel), .number(nil, format.change),
                    .number(levels[0], format.level),
                ]
            ]
        )
        table.isStacked = true
        for (position, step) in chart.steps.enumerated() {
            table.append([
                .text(step.label), .number(step.change, format.change),
                .number(levels[position + 1], format.level),
            ])
        }
        table.conclude([
            .text(chart.endLabel), .number(result.total.attributable.value, format.change),
            .number(result.total.observed.value, format.level),
        ])
        return table
    }

    // MARK: - Pairs

    /// Interactions can be far smaller than contributions: they keep digits of their own.
    var interactionFormat: NumberFormat {
        NumberFormat.fitting(
            result.interactions.map(\.value.value),
            digits: 2,
            sign: .always,
            multiplier: format.change.multiplier
        )
    }

    /// The interactions of these pairs: all in the order of the agencies for data.
    func interactions(
        _ pairs: [AttributionResult.PairInteraction]? = nil,
        caption: String = ""
    ) -> ReportTable {
        typealias Figure = RowColumn<AttributionResult.PairInteraction>
        let amount = AgencyColumns.amount
        let (own, labels) = (interactionFormat, report.labels)
        let level = NumberFormat.level(report.method.confidenceLevel)
        return ReportTable(
            name: "Interactions",
            caption: caption,
            [
                Figure(.init("Pair")) {
                    .text(labels.name($0.first) + " with " + labels.name($0.second))
                },
                Figure(.init("", key: "agencies", on: .json)) { .names([$0.first, $0.second]) },
                Figure(.init("Interaction", key: "value", amount)) {
                    AgencyColumns.identified($0.value, own)
                },
                Figure(.init("", key: "identified", on: .json)) { .boolean($0.value.isIdentified) },
                Figure(.init("Std. error", key: "standard_error", amount, on: [.sheet, .json])) {
                    .number($0.value.standardError, own)
                },
                Figure(.init("\(level) interval", amount, on: .page)) {
                    AgencyColumns.interval($0.value, own)
                },
                Figure(.init("\(level) low", key: "conf_low", amount, on: [.sheet, .json])) {
                    .number($0.value.confidenceLow, own)
                },
                Figure(.init("\(level) high", key: "conf_high", amount, on: [.sheet, .json])) {
                    .number($0.value.confidenceHigh, own)
                },
                Figure(.init("p-value", key: "p_value", amount)) {
                    .number($0.value.pValue, .probability)
                },
            ],
            of: pairs ?? result.interactions
        )
    }

    /// The covariates that enter as curves, with the test of their curvature.
    var curvature: ReportTable {
        typealias Figure = RowColumn<CurvatureTest>
        let labels = report.labels
        return ReportTable(
            name: "Curves",
            [
                Figure(.init("Covariate", key: "covariate")) {
                    .named($0.covariate, label: labels.name($0.covariate))
                },
                Figure(.init("", key: "knots", on: .json)) {
                    .structure(StructureCell(.numbers($0.knots)))
                },
                Figure(.init("F", key: "f_statistic", AgencyColumns.amount)) {
                    .number($0.statistic, .count)
                },
                Figure(.init("", key: "degrees_of_freedom", on: .json)) {
                    .structure(
                        StructureCell(
                            .numbers([
                                $0.degreesOfFreedom.numerator, $0.degreesOfFreedom.denominator,
                            ])
                        )
                    )
                },
                Figure(.init("p-value", key: "p_value", AgencyColumns.amount)) {
                    .number($0.pValue, .probability)
                },
            ],
            of: result.curvatures
        )
    }
}
