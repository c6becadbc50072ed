internal import TopsliceAttribution
internal import TopsliceDoor
package import TopsliceRecords

private typealias Keys = AttributionKeys

/// Reads what `topslice attribute --json` wrote as a pilot.
package enum PilotReader {
    /// - Returns: the pilot, and what was read for the provenance.
    /// - Throws: every fault of the file, located.
    package static func read(
        _ path: String
    ) throws(Faults) -> (pilot: PilotStudy, file: FileBytes) {
        var limits = YAMLLimits()
        limits.byteCount = 64 << 20
        limits.nodeCount = 4_000_000
        let file: FileBytes
        do throws(FileTrouble) {
            file = try FileBytes(reading: path, limit: limits.byteCount)
        } catch {
            throw Faults(Fault(error, file: path))
        }
        let document = try YAMLDocument.parse(file.bytes, file: path, limits: limits)
        var reading = PilotReading(file: path)
        let pilot = reading.pilot(document.root)
        try reading.faults.throwIfAny()
        guard let pilot else {
            preconditionFailure("no pilot and no fault of a file of \(file.bytes.count) bytes")
        }
        return (pilot, file)
    }
}

/// One reading of one file.
private struct PilotReading {
    var faults: FaultList

    init(file: String) { faults = FaultList(file: file) }

    mutating func pilot(_ node: YAMLNode) -> PilotStudy? {
        guard let root = node.map(&faults), root.contains(Keys.attribution) else {
            faults.add(
                .type,
                node,
                "holds no attribution, expected what topslice attribute --json writes"
            )
            return nil
        }
        root.require(
            [
                Keys.people, Keys.outcome, Keys.total, Keys.covariance, Keys.method, Keys.verdict,
            ],
            &faults
        )
        let people = root.integer(Keys.people, &faults)
        let clusters = optional(root, Keys.clusters).flatMap { $0.integer(&faults) }
        let outcome = root.text(Keys.outcome, &faults)
        let unit = optional(root, Keys.unit).flatMap { $0.text(&faults) }
        let total = total(root.map(Keys.total, &faults))
        let agencies = agencies(root)
        let covariance = agencies.flatMap { self.covariance(root, $0.count) }
        let method = root.map(Keys.method, &faults)
        let level = method.flatMap { number($0, Keys.Method.confidenceLevel) }
        let family = method.flatMap { text($0, Keys.Method.family) }
        let standing = root.map(Keys.verdict, &faults).flatMap {
            $0.choice(Keys.Verdict.standing, Verdict.Standing.self, &faults)
        }
        guard faults.isEmpty, let people, let outcome, let total, let agencies, let covariance,
            let level, let family, let standing
        else {
            missing(root)
            return nil
        }
        var pilot = PilotStudy(
            outcome: outcome,
            isProportion: family == Keys.Method.proportions,
            unit: unit,
            people: people,
            clusters: clusters,
            deadweight: total.deadweight,
            total: total.together,
            agencies: agencies,
            covariance: covariance,
            confidenceLevel: level,
            standing: standing
        )
        pilot.labels = labels(root)
        return pilot
    }

    /// Labels of columns; none where the study gave none.
    private mutating func labels(_ root: YAMLMap) -> [String: String] {
        guard
            let columns = optional(root, Keys.labels)?.map(&faults).flatMap({
                optional($0, Keys.labelColumns)
            })?
            .map(&faults)
        else { return [:] }
        var labels: [String: String] = [:]
        for entry in columns.entries { labels[entry.key] = entry.value.text(&faults) }
        return labels
    }

    /// What is there and could not be read says so itself; what is not there must not be passed over.
    private mutating func missing(_ root: YAMLMap) {
        if faults.isEmpty {
            faults.add(.value, root.node, "is not whole, expected what topslice attribute writes")
        }
    }

    private mutating func total(
        _ map: YAMLMap?
    ) -> (deadweight: Double, together: PilotStudy.Agency)? {
        guard let map else { return nil }
        let deadweight = number(map, Keys.Total.deadweight)
        let together = estimate(map, named: "", value: Keys.Total.attributable)
        guard let deadweight, let together else { return nil }
        return (deadweight, together)
    }

    private mutating func agencies(_ root: YAMLMap) -> [PilotStudy.Agency]? {
        guard let items = root.list(Keys.attribution, &faults) else { return nil }
        guard !items.isEmpty else {
            faults.add(.value, root.node, "holds no agency")
            return nil
        }
        var agencies: [PilotStudy.Agency] = []
        for item in items {
            guard let map = item.map(&faults) else { continue }
            map.require([Keys.Contribution.agency], &faults)
            guard let name = map.text(Keys.Contribution.agency, &faults),
                let agency = estimate(map, named: name, value: Keys.Contribution.shapley)
            else { continue }
            if agencies.contains(where: { $0.name == name }) {
                faults.add(.value, item, "agency '\(escapedName(name))' occurs twice")
            }
            agencies.append(agency)
        }
        return agencies.count == items.count ? agencies : nil
    }

    private mutating func estimate(
        _ map: YAMLMap,
        named name: String,
        value key: String
    ) -> PilotStudy.Agency? {
        let error = optional(map, Keys.Contribution.standardError).flatMap { number($0) }
        // Null where it is without bound: the normal distribution.
        let degrees = optional(map, Keys.Contribution.degreesOfFreedom).flatMap { number($0) }
        if let error, error <= 0 {
            faults.add(.value, map.node, "'\(Keys.Contribution.standardError)' must be above 0")
        }
        guard let value = number(map, key) else { return nil }
        return PilotStudy.Agency(
            name: name,
            contribution: value,
            standardError: error,
            degreesOfFreedom: degrees ?? .infinity
        )
    }

    private mutating func covariance(_ root: YAMLMap, _ count: Int) -> [[Double]]? {
        guard let node = root[Keys.covariance], let rows = node.list(&faults) else { return nil }
        var matrix: [[Double]] = []
        for row in rows {
            guard let cells = row.list(&faults) else { return nil }
            matrix.append(cells.compactMap { number($0) })
        }
        guard faults.isEmpty else { return nil }
        guard matrix.count == count, matrix.allSatisfy({ $0.count == count }) else {
            faults.add(.value, node, "expected \(count) rows of \(count) numbers, one an agency")
            return nil
        }
        return matrix
    }

    /// What stands under a key, unless it is null.
    private func optional(_ map: YAMLMap, _ key: String) -> YAMLNode? {
        guard let node = map[key] else { return nil }
        if case .scalar(let scalar) = node.content, !scalar.isQuoted, scalar.text == "null" {
            return nil
        }
        return node
    }

    private mutating func text(_ map: YAMLMap, _ key: String) -> String? {
        map.require([key], &faults)
        return map.text(key, &faults)
    }

    private mutating func number(_ map: YAMLMap, _ key: String) -> Double? {
        guard let node = map[key] else {
            map.require([key], &faults)
            return nil
        }
        return number(node)
    }

    private mutating func number(_ node: YAMLNode) -> Double? {
        guard let text = node.text(&faults) else { return nil }
        guard text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }),
            let value = Double(text), value.isFinite
        else {
            faults.add(.value, node, "is not a number")
            return nil
        }
        return value
    }
}
