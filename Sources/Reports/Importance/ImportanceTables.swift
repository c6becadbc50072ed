internal import TopsliceFormats
import TopsliceVarianceShares

/// The tables of shares of variance, each stated once.
struct ImportanceTables {
    let report: ImportanceReport
    /// In the order of the regressors.
    let regressors: [RegressorFigures]
    /// Parts of R² as percentages, all with the same decimals.
    let format: NumberFormat

    private static let kind = Workbook.Column.Kind.percentage(places: 1)

    init(_ report: ImportanceReport) {
        self.report = report
        regressors = RegressorFigures.all(report)
        format = NumberFormat.fitting(
            report.result.shares.map(\.lmg),
            digits: 3,
            multiplier: 100,
            suffix: "%"
        )
    }

    private var result: VarianceSharesResult { report.result }

    /// "95%".
    var level: String {
        NumberFormat.level(report.intervals?.level ?? report.method.confidenceLevel)
    }

    private func figure(
        _ title: String,
        key: String = "",
        on forms: ReportTable.Forms? = nil,
        terminalTitle: String? = nil,
        total: ReportCell? = nil
    ) -> ReportTable.Column {
        .init(title, key: key, Self.kind, on: forms, terminalTitle: terminalTitle, total: total)
    }

    // MARK: - Regressors

    /// A row a regressor: its share for people, everything that is said of it in JSON.
    func shares(of regressors: [RegressorFigures], caption: String = "") -> ReportTable {
        let people: ReportTable.Forms = [.page, .terminal]
        let hasUnions = !result.unions.isEmpty
        let whole = result.shares.contains { $0.share != nil } ? 1.0 : nil
        return ReportTable(
            name: "Shares",
            caption: caption,
            columns: [
                .init("Regressor", key: "regressor", on: [people, .json]),
                .init("", key: "columns", on: .json),
                .init("Union", key: "union", on: hasUnions ? [people, .json] : .json),
                figure(
                    "Share of variance (LMG)",
                    key: "lmg",
                    on: [people, .json],
                    terminalTitle: "LMG",
                    total: .number(result.rSquared - result.alwaysRSquared, format)
                ),
                figure("\(level) interval", on: report.intervals == nil ? [] : people),
                figure(
                    "Part of what is explained",
                    key: "share",
                    on: [people, .json],
                    terminalTitle: "Share",
                    total: .number(whole, .percentage)
                ), figure("First", key: "first", on: [.terminal, .json]),
                figure("Last", key: "last", on: [.terminal, .json]),
            ]
                + [
                    "conf_low", "conf_high", "std_error", "share_std_error", "sampling_error",
                    "genizi", "relative_weight", "car", "pratt", "beta_squared", "pmvd",
                ].map { figure("", key: $0, on: .json) },
            rows: regressors.map(row),
            totalLabel: "Together"
        )
    }

    private func row(_ one: RegressorFigures) -> [ReportCell] {
        func cell(_ value: Double?) -> ReportCell { .number(value, format) }
        let share = one.share
        return [
            .text(share.regressor), .names(share.columns),
            share.union.map(ReportCell.text) ?? .empty, cell(share.lmg),
            one.interval.map { .range($0.low, $0.high, format) } ?? cell(nil),
            .number(share.share, .percentage), cell(share.first), cell(share.last),
            cell(one.interval?.low), cell(one.interval?.high), cell(one.interval?.standardError),
            cell(one.interval?.shareStandardError), cell(share.standardError),
            cell(one.relative?.genizi), cell(one.relative?.relativeWeight),
            cell(one.relative?.car), cell(one.relative?.pratt), cell(one.relative?.betaSquared),
            cell(one.pmvd),
        ]
    }

    /// What each explains at either end of an order, and on average.
    func orders(of regressors: [RegressorFigures], caption: String) -> ReportTable {
        ReportTable(
            name: "Orders",
            caption: caption,
            columns: [.init("Regressor")] + Self.orderTitles.map { figure($0) },
            rows: regressors.map { one in
                [.text(one.name)] + Self.orders(one.share).map { .number($0, format) }
            }
        )
    }

    static let orderTitles = [
        "Alone (first in)", "Averaged over every order (LMG)", "After all others (last in)",
    ]

    static func orders(_ share: VarianceSharesResult.Share) -> [Double] {
        [share.first, share.lmg, share.last]
    }

    /// Measures that other programs give, side by side; nil where none is defined.
    func measures(of regressors: [RegressorFigures], caption: String) -> ReportTable? {
        let further = report.further
        guard !further.relative.isEmpty || !further.proportional.isEmpty else { return nil }
        let relative: ReportTable.Forms = further.relative.isEmpty ? [] : .people
        return ReportTable(
            name: "Measures",
            caption: caption,
            columns: [
                .init("Regressor"), figure("LMG"),
                figure("PMVD", on: further.proportional.isEmpty ? [] : .people),
                figure("Genizi, relative weight", on: relative), figure("CAR", on: relative),
                figure("Pratt", on: relative), figure("Squared coefficient", on: relative),
            ],
            rows: regressors.map { one in
                [.text(one.name)]
                    + [
                        one.share.lmg, one.pmvd, one.relative?.genizi, one.relative?.car,
                        one.relative?.pratt, one.relative?.betaSquared,
                    ].map { .number($0, format) }
            }
        )
    }

    // MARK: - Several regressors

    /// What each adds on average, by how many others are already in.
    func conditional(of numbers: [Int], caption: String) -> ReportTable {
        ReportTable(
            name: "Dominance",
            caption: caption,
            columns: [.init("Regressor")]
                + result.conditional.indices.map { figure("\($0)") },
            rows: numbers.map { number in
                [.text(result.shares[number].regressor)]
                    + result.conditional.map { .number($0[number], format) }
            }
        )
    }

    /// Which of two adds more; null in JSON where neither does throughout.
    func dominance(_ pairs: [DominanceAnalysis.Pair], caption: String = "") -> ReportTable {
        func winner(_ relation: DominanceAnalysis.Relation, _ pair: DominanceAnalysis.Pair)
            -> [ReportCell]
        {
            switch relation {
            case .first: [.text(pair.first), .text(pair.first)]
            case .second: [.text(pair.second), .text(pair.second)]
            case .equal: [.text("equal"), .text("equal")]
            case .neither: [.text("not settled"), .empty]
            }
        }
        let relations = ["Complete", "Conditional", "General"]
        return ReportTable(
            name: "Pairs",
            caption: caption,
            columns: [.init("Pair", key: "regressors", on: [.people, .json])]
                + relations.flatMap {
                    [.init($0, on: .people), .init("", key: $0.lowercased(), on: .json)]
                        as [ReportTable.Column]
                } + [
                    figure(
                        "Subsets in which the first adds more",
                        key: "first_adds_more",
                        on: [.people, .json]
                    )
                ],
            rows: pairs.map { pair in
                [.names([pair.first, pair.second])] + winner(pair.complete, pair)
                    + winner(pair.conditional, pair) + winner(pair.general, pair)
                    + [.number(pair.firstAddsMore, .percentage)]
            }
        )
    }

    /// Interactions can be far smaller than shares: they keep digits of their own.
    var interactionFormat: NumberFormat {
        NumberFormat.fitting(
            report.further.interactions.map(\.value),
            digits: 3,
            sign: .always,
            multiplier: 100
        )
    }

    func interactions(_ pairs: [ShapleyInteractions.Pair], caption: String = "") -> ReportTable {
        ReportTable(
            name: "Interactions",
            caption: caption,
            columns: [
                .init("Pair", key: "regressors"), figure("Interaction", key: "value"),
            ],
            rows: pairs.map {
                [.names([$0.first, $0.second]), .number($0.value, interactionFormat)]
            }
        )
    }

    func commonality(
        _ sets: [CommonalityCoefficients.Coefficient],
        caption: String = ""
    ) -> ReportTable {
        let all = report.further.commonality
        return ReportTable(
            name: "In common",
            caption: caption,
            columns: [
                .init("Regressors", key: "regressors"),
                figure(
                    "Explained in common",
                    key: "value",
                    total: .number(all.reduce(0) { $0 + $1.value }, format)
                ),
            ],
            rows: sets.map { [.names($0.regressors), .number($0.value, format)] },
            totalLabel: "All \(NumberFormat.count.text(Double(all.count))) sets"
        )
    }

    // MARK: - Tidy data

    /// One row an estimate: the tidy columns, then `quantity`, which says what was estimated.
    ///
    /// `quantity` is `lmg`, `share`, `first`, `last`, `genizi`, `car`, `pratt`, `beta_squared` or `pmvd` of a
    /// regressor; `interaction` or `commonality` of several, joined by `+`; `conditional_n`, what a regressor adds
    /// on average to n others; `lmg` of a union, under `union_lmg`; `r_squared` and `always_r_squared` of `total`.
    /// The LMG rows come first, in the order of the regressors. There is no statistic and no p-value: a share of
    /// explained variance cannot be below zero, so a test against zero would say nothing.
    var estimates: ReportTable {
        var table = ReportTable(
            name: "Estimates",
            columns: TidyRow.reportColumns(level: level) + [.init("", key: "quantity")]
        )
        func add(_ quantity: String, _ row: TidyRow?) {
            if let row { table.append(row.reportCells + [.text(quantity)]) }
        }
        func each(_ quantity: String, _ value: (RegressorFigures) -> Double?) {
            for one in regressors {
                add(quantity, value(one).map { TidyRow(one.name, estimate: $0) })
            }
        }
        for one in regressors { add("lmg", one.lmgRow) }
        for one in regressors { add("share", one.shareRow) }
        each("first") { $0.share.first }
        each("last") { $0.share.last }
        for union in result.unions { add("union_lmg", TidyRow(union.union, estimate: union.lmg)) }
        each("genizi") { $0.relative?.genizi }
        each("car") { $0.relative?.car }
        each("pratt") { $0.relative?.pratt }
        each("beta_squared") { $0.relative?.betaSquared }
        each("pmvd") { $0.pmvd }
        for (size, level) in result.conditional.enumerated() {
            for (one, value) in zip(regressors, level) {
                add("conditional_\(size)", TidyRow(one.name, estimate: value))
            }
        }
        for pair in report.further.interactions {
            add("interaction", TidyRow(pair.first + "+" + pair.second, estimate: pair.value))
        }
        for set in report.further.commonality {
            add(
                "commonality",
                TidyRow(set.regressors.joined(separator: "+"), estimate: set.value)
            )
        }
        add("r_squared", total)
        if !result.always.isEmpty {
            add("always_r_squared", TidyRow("total", estimate: result.alwaysRSquared))
        }
        return table
    }

    private var total: TidyRow {
        TidyRow(
            "total",
            estimate: result.rSquared,
            standardError: report.intervals?.rSquaredStandardError,
            confidenceLow: report.intervals?.rSquaredLow,
            confidenceHigh: report.intervals?.rSquaredHigh
        )
    }
}

extension RegressorFigures {
    fileprivate var lmgRow: TidyRow {
        TidyRow(
            name,
            estimate: share.lmg,
            standardError: interval?.standardError,
            confidenceLow: interval?.low,
            confidenceHigh: interval?.high
        )
    }

    /// Nil where nothing is shared out.
    fileprivate var shareRow: TidyRow? {
        share.share.map {
            TidyRow(name, estimate: $0, standardError: interval?.shareStandardError)
        }
    }
}
