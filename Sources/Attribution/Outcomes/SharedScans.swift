internal import TopsliceCohortData
internal import TopsliceRegression

/// What is looked for in the people and not in an outcome: found for the first of several outcomes, and the same for the others.
///
/// Of one thread.
final class SharedScans {
    private var support: SupportTable?
    private var overlap: Overlap??
    private var sharedReasons: SharedReasons??
    private var cutOffs: [CutOff]?
    private var selection: RestrictedSelection?

    /// - `contributionsOnly`: leaves out what tells who carries the comparisons.
    init(contributionsOnly: Bool = false) {
        guard contributionsOnly else { return }
        (overlap, sharedReasons, cutOffs) = (.some(nil), .some(nil), [])
    }

    func support(_ model: AgencyModel, _ sample: CohortAttribution.Sample) throws -> SupportTable {
        if let support { return support }
        let found = try SupportScan(model: model, scan: sample.scan).gather(sample)
        support = found
        return found
    }

    /// Who is left where those without support are dropped.
    func selection(
        _ model: AgencyModel,
        _ sample: CohortAttribution.Sample
    ) throws -> RestrictedSelection {
        if let selection { return selection }
        let found = RestrictedSelection(model, sample, try support(model, sample))
        selection = found
        return found
    }

    func overlap(
        _ problem: AttributionProblem,
        _ model: AgencyModel,
        _ sample: CohortAttribution.Sample
    ) throws -> Overlap? {
        if let overlap { return overlap }
        let found = try OverlapScan(
            problem: problem,
            model: model,
            rows: people(model, sample),
            levels: sample.levels,
            splines: sample.splines
        ).overlap()
        overlap = .some(found)
        return found
    }

    func sharedReasons(
        _ model: AgencyModel,
        _ centre: [Double],
        _ sample: CohortAttribution.Sample
    ) throws -> SharedReasons? {
        if let sharedReasons { return sharedReasons }
        let found = try SharedReasonsScan(
            model: model,
            centre: centre,
            clusterCount: sample.clusterCount
        ).find(sample.some)
        sharedReasons = .some(found)
        return found
    }

    func cutOffs(
        _ problem: AttributionProblem,
        _ model: AgencyModel,
        _ sample: CohortAttribution.Sample
    ) throws -> [CutOff] {
        if let cutOffs { return cutOffs }
        let found = try CutOffScan(
            problem: problem,
            model: model,
            rows: people(model, sample)
        ).found()
        cutOffs = found
        return found
    }

    /// Who was served and what else is known of them, whatever became of them and wherever they are.
    private func people(_ model: AgencyModel, _ sample: CohortAttribution.Sample) -> CohortRows {
        let requests =
            model.agencyRequests + model.covariateRequests.map(\.request)
            + [model.weightRequest].compactMap { $0 }
        return sample.some.collapsed(to: Set(requests))
    }
}
