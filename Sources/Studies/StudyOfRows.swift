package import TopsliceCohortData
internal import TopsliceOptions

/// What a study says of rows that are no attribution's: how they are read, what people call them, which counts may be written.
package struct StudyOfRows: Sendable {
    let study: Study?
    package let labels: StudyLabels
    package let rule: DisclosureRule

    /// Takes over what flags leave open.
    init(
        _ study: Study?,
        _ input: inout InputOptions,
        _ disclosure: inout DisclosureOptions
    ) {
        self.study = study
        labels = study?.labels ?? StudyLabels()
        if let study {
            input.delimiter = input.delimiter ?? study.delimiter
            input.missing = input.missing ?? (study.missingCodes.isEmpty ? nil : study.missingCodes)
            input.filter = input.filter ?? study.filter
            input.counts = input.counts ?? study.counts
            disclosure = disclosure.over(study.analysis.disclosure)
        }
        rule = DisclosureRule(disclosure)
    }

    /// What the outcome is counted in; nil where the study is of another, or says nothing.
    package func unit(of outcome: String) -> String? {
        study?.column(outcome)?.unit?.value
            ?? (study?.analysis.outcomeNames.contains(outcome) == true ? labels.unit : nil)
    }
}

extension Study {
    /// By column, what the study says that it is counted in: its own unit, of the outcome the study's.
    package var units: [String: String] {
        var result: [String: String] = [:]
        for column in columns { result[column.name] = column.unit?.value }
        if let unit = labels.unit {
            for outcome in analysis.outcomeNames where result[outcome] == nil {
                result[outcome] = unit
            }
        }
        return result
    }
}
