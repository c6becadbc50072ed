import TopsliceAttribution
import TopsliceCohortData
internal import TopsliceOptions

extension AttributionRequest {
    /// The choices of this request, for a protocol: the outcome is not looked at, and need not be in the file.
    ///
    /// - Throws: as `run`, as far as that can be known without an outcome.
    package func recorded() throws -> AnalysisProtocol {
        let stated = analysis.over(study?.analysis ?? StudyAnalysis())
        var problems = try problems(stated)
        var contract = contract(stated)
        let source = try source.open()
        // What is wrong with a header is said where the rows are read.
        if let header = Study.header(of: source, contract) {
            for place in problems.indices {
                problems[place].before =
                    problems[place].before ?? impliedBefore(header, problems[place])
            }
        }
        contract.analysis.before = before(problems, isSeveral: stated.outcomes != nil)
        let data = try RecordedData(
            of: source,
            contract,
            agencies: problems[0].agencies,
            columns: contract.columnsBesideOutcomes
        )
        let isSeveral = stated.outcomes != nil
        let chosen = options(
            problems,
            families: problems.map { $0.family ?? .single(.gaussian) },
            isSeveral: isSeveral,
            contract
        )
        return AnalysisProtocol(
            question: contract.labels.question,
            options: chosen.map { AnalysisProtocol.choice($0.name, $0.value) },
            data: data,
            study: studyDigest
        )
    }

    /// What the protocol's data are now; nil without a protocol.
    ///
    /// - Throws: `Faults` where they are others.
    func recorded(_ source: any RowSource, _ contract: Study) throws -> RecordedData? {
        guard let plan else { return nil }
        // What is wrong with a header is said where the rows are read.
        if let header = Study.header(of: source, contract) {
            try plan.refuse(
                unlike: contract.analysis.agencies ?? [],
                outcomes: contract.analysis.outcomeNames,
                header: header,
                of: source.name
            )
        }
        let data = try RecordedData(
            of: source,
            contract,
            agencies: plan.content.data.agencies,
            columns: plan.content.data.columns
        )
        try plan.refuse(unlike: data.rows, of: source.name)
        return data
    }

    /// Nil without a protocol.
    func compared(
        _ data: RecordedData,
        _ contract: Study,
        _ options: [(name: String, value: String)]
    ) -> ProtocolComparison? {
        plan?.compared(
            question: contract.labels.question,
            options: options,
            data: data,
            study: studyDigest
        )
    }
}
