internal import TopsliceRecords

extension CohortChecker {
    /// With fewer people than this, a column that does not vary is chance, not a fault.
    static let fewestForVariation = 10

    /// What can be said only of all records together.
    mutating func finish() {
        guard recordCount > 0 else { return }
        if let asked = study.filter, filteredCount == recordCount {
            let message =
                "no row satisfies the filter '\(escapedName(asked.text, longest: 500))', expected some"
            log.add(.noRows, line: headerLine, message)
            return
        }
        for column in columns {
            checkMixture(column)
            checkFlags(column)
            if analysedCount >= Self.fewestForVariation, faultyCount == 0 {
                checkVariation(column)
                checkSeparation(column)
            }
        }
        let agencyCount = study.analysis.agencies?.count ?? 0
        if agencyCount > StudyAnalysis.agencyLimit {
            let limit = StudyAnalysis.agencyLimit
            let message = "\(agencyCount) agencies, at most \(limit) can be attributed"
            log.add(.tooManyAgencies, line: headerLine, message)
        }
    }

    /// Numbers and words in one column that nobody declared: one cell may not decide what the others are.
    private mutating func checkMixture(_ column: ColumnChecker) {
        guard let mixture = column.mixture else { return }
        let message = mixture.message(log.places)
        log.add(
            .mixedTypes,
            line: mixture.fewer.lines[0],
            column: column.name,
            field: column.field,
            message
        )
    }

    /// Flags written in several ways, or a column of flags that holds something else: one fault a column, with its count.
    private mutating func checkFlags(_ column: ColumnChecker) {
        let hasNumbers = if case .numberOrFlag = column.plan { true } else { false }
        if let mixture = column.flags.mixture(log.places, hasNumbers: hasNumbers) {
            log.add(
                .mixedTypes,
                line: mixture.line,
                column: column.name,
                field: column.field,
                mixture.message
            )
        }
        // A slip or two in an agency are told cell by cell.
        let odd = column.flags.odd.count
        if odd > FaultLog.mostSingly
            || odd > 0 && (column.roles.isOutcome || column.flags.isOtherKind)
        {
            let message = column.flags.oddMessage(
                column.roles,
                declared: study.column(column.name)?.levels,
                log.places
            )
            log.reword(.binary, column: column.name, message)
        }
    }

    private mutating func checkVariation(_ column: ColumnChecker) {
        let summary = column.summary
        func add(_ code: FaultCode, _ message: String) {
            log.add(code, line: headerLine, column: column.name, field: column.field, message)
        }
        if column.roles.isOutcome, summary.isConstant {
            let message =
                "the outcome is the same for everybody, so there is nothing to attribute; expected people "
                + "with different outcomes"
            add(.noVariation, message)
        }
        if column.roles.isAgency, summary.isConstant {
            let who = summary.greatest == 0 ? "nobody" : "everybody"
            let message =
                "\(who) was served by this agency, so there is nobody to compare; expected some served "
                + "and some not"
            add(.noComparison, message)
        }
        if column.roles.isCluster, let table = column.categories?.table, table.levels.count < 2 {
            let message = "all people are in one cluster, expected at least two"
            add(.tooFewClusters, message)
        }
    }

    /// Separation makes a logistic regression diverge; a linear or Poisson one does not mind.
    private mutating func checkSeparation(_ column: ColumnChecker) {
        guard column.roles.isCovariate, outcomeIsBinaryForLogit else { return }
        let isSeparated =
            if let table = column.categories?.table, column.isTakenAsLevels {
                !table.isFull && separates(table)
            } else {
                column.summary.separatesOutcomes
            }
        guard isSeparated else { return }
        let message =
            "this covariate alone tells the outcome (or some level of it does), so a logistic regression "
            + "has no finite estimate"
        log.warn(.separation, line: headerLine, column: column.name, message)
    }

    /// The family stated for the outcome, or the first of several.
    private var mainFamily: OutcomeModel? {
        study.analysis.outcomeNames.first.flatMap { study.analysis.family(of: $0) }
    }

    private var outcomeIsBinaryForLogit: Bool {
        switch mainFamily {
        case .single(.binomial)?, nil: true
        case .single?, .twoPart?: false
        }
    }

    /// Whether each level has one outcome only, with five people or more to a level on average; for a
    /// declared logistic model, whether any level of five people or more has one outcome only.
    private func separates(_ table: LevelTable) -> Bool {
        let enough = 5
        let levels = table.levels.filter { $0.outcomes.zeros + $0.outcomes.ones > 0 }
        let people = levels.reduce(0) { $0 + $1.outcomes.zeros + $1.outcomes.ones }
        guard levels.contains(where: { $0.outcomes.ones > 0 }),
            levels.contains(where: { $0.outcomes.zeros > 0 })
        else { return false }
        let pure = levels.filter { $0.outcomes.zeros == 0 || $0.outcomes.ones == 0 }
        if pure.count == levels.count, people >= enough * levels.count { return true }
        return mainFamily == .binomial
            && pure.contains { $0.outcomes.zeros + $0.outcomes.ones >= enough }
    }

    var report: CheckReport {
        var report = CheckReport(
            file: source.name,
            recordCount: recordCount,
            filteredCount: filteredCount,
            analysedCount: analysedCount,
            missingOutcomeCount: missingOutcomeCount,
            missingOtherCount: missingOtherCount,
            faultyCount: faultyCount,
            blankLineCount: blankLineCount,
            columns: columns.map(\.reported),
            warnings: log.orderedWarnings,
            found: log.faults
        )
        report.contentSum = recordDigest?.text
        return report
    }
}

extension ColumnChecker {
    var isTakenAsLevels: Bool {
        switch plan {
        case .typed(.category): true
        case .numberOrLevel: words.count > 0 || roles.isLevels
        case .typed, .ignored, .numberOrFlag: roles.isLevels
        }
    }

    /// The type the cells turned out to have, where the study left it open.
    private var reportedType: ColumnType? {
        switch plan {
        case .ignored: nil
        case .numberOrLevel: isTakenAsLevels ? .category : .number
        case .typed(let type): type
        case .numberOrFlag: flags.words.isEmpty ? .number : .binary
        }
    }

    var reported: CheckReport.Column {
        let type = reportedType
        let hasNumbers = summary.count > 0 && type != .category
        let levels = categories?.table
        let levelCount = levels?.isFull == false ? levels?.levels.count : nil
        return CheckReport.Column(
            name: name,
            type: type,
            valueCount: valueCount,
            missingCount: missingCount,
            distinctCount: type == .id
                ? identifiers?.distinctCount : (type == .category ? levelCount : nil),
            oneCount: type == .binary ? summary.ones : nil,
            magnitude: hasNumbers
                ? MagnitudeRange(least: summary.least, greatest: summary.greatest) : nil,
            totalPence: type == .money ? total : nil
        )
    }
}

extension CheckReport {
    /// The report on a file that could not be read at all.
    init(file: String, _ error: Faults) {
        self.init(
            file: file,
            recordCount: 0,
            filteredCount: 0,
            analysedCount: 0,
            missingOutcomeCount: 0,
            missingOtherCount: 0,
            faultyCount: 0,
            blankLineCount: 0,
            columns: [],
            warnings: [],
            found: error
        )
    }
}
