extension Study {
    /// With a declaration for every column whose role alone says what it must hold.
    ///
    /// An agency is a flag, an outcome a flag for the binomial family and else a number or a flag, weights are numbers not
    /// below 0, a cluster and a categorical covariate have levels. A covariate that is not named in
    /// `categorical` may be either, so it is not declared: a reader takes it as a number where every cell
    /// is one, as levels where none is, and else refuses it.
    package var withRoleColumns: Study {
        var study = self
        func declare(
            _ name: String,
            _ type: ColumnType,
            _ range: ValueRange? = nil,
            _ text: StudyColumn.RangeText = .init(low: "0", high: nil),
            missingAllowed: Bool = true
        ) {
            guard study.column(name) == nil else { return }
            study.columns.append(
                StudyColumn(
                    name: name,
                    type: type,
                    range: range,
                    rangeText: range == nil ? nil : text,
                    missingAllowed: missingAllowed
                )
            )
        }
        func leaveOpen(_ name: String) {
            if study.column(name) == nil { study.numbersOrFlags.insert(name) }
        }
        /// No number lies between nought and this.
        let aboveZero = ValueRange.number(.leastNonzeroMagnitude, nil)
        let aboveZeroText = StudyColumn.RangeText(low: "0", high: nil, isAboveLow: true)
        for outcome in analysis.outcomeNames {
            // The family is that of the product.
            guard analysis.times?.value(of: outcome) == nil else {
                leaveOpen(outcome)
                continue
            }
            switch analysis.family(of: outcome) {
            // Where no family is stated the outcome decides it.
            case nil, .single(.gaussian): leaveOpen(outcome)
            case .single(.binomial): declare(outcome, .binary)
            case .single(.poisson), .twoPart: declare(outcome, .number, .number(0, nil))
            case .single(.gamma): declare(outcome, .number, aboveZero, aboveZeroText)
            case .single(.fractional):
                declare(outcome, .number, .number(0, 1), .init(low: "0", high: "1"))
            }
        }
        if let times = analysis.times, !analysis.outcomeNames.isEmpty {
            for column in times.values { declare(column, .number) }
        }
        if let exposure = analysis.exposure {
            declare(exposure, .number, aboveZero, aboveZeroText, missingAllowed: false)
        }
        for before in analysis.before?.values ?? [] { leaveOpen(before) }
        if let placebo = analysis.placeboOutcome { leaveOpen(placebo) }
        for agency in analysis.agencies ?? [] { declare(agency, .binary) }
        for column in analysis.categorical ?? [] { declare(column, .category) }
        for column in analysis.agencyBy ?? [] { declare(column, .number) }
        for column in analysis.by ?? [] where !(analysis.covariates ?? []).contains(column) {
            declare(column, .category)
        }
        if let cluster = analysis.cluster { declare(cluster, .category) }
        if let weights = analysis.weights { declare(weights, .number, .number(0, nil)) }
        return study
    }

    /// The most people that one row may stand for, about as many as ever lived: nobody's sums of them overflow.
    static let mostPeople = 100_000_000_000

    /// With a declaration for the column of counts: whole numbers of zero or more, none missing, whatever was declared.
    package var withCounts: Study {
        guard let counts else { return self }
        var study = self
        study.columns.removeAll { $0.name == counts }
        study.columns.append(
            StudyColumn(
                name: counts,
                type: .integer,
                range: .integer(0, Self.mostPeople),
                rangeText: .init(low: "0", high: "\(Self.mostPeople)"),
                missingAllowed: false
            )
        )
        return study
    }

    /// Covariates nobody has declared: each numbers where every cell is one, levels where none is.
    package var undeclaredCovariates: [String] {
        (analysis.covariates ?? []).filter { column($0) == nil && !numbersOrFlags.contains($0) }
    }
}
