internal import TopsliceDoor
internal import TopsliceFormats
package import TopsliceRecords

private typealias Keys = AttributionKeys

extension AttributionReport {
    /// What a file may hold: as many parts as a game of twenty agencies has, each of which stands twice in it.
    private static var limits: YAMLLimits {
        var limits = YAMLLimits()
        limits.byteCount = 1 << 30
        limits.nodeCount = 64 << 20
        return limits
    }

    /// The report of the run that wrote an attribution.json, byte for byte.
    ///
    /// - Throws: what is wrong with the file: cut short, of another kind or version, or no longer as it was written.
    package static func read(_ path: String) throws(Faults) -> AttributionReport {
        let file: FileBytes
        do throws(FileTrouble) {
            file = try FileBytes(reading: path, limit: limits.byteCount)
        } catch {
            throw Faults(Fault(error, file: path))
        }
        let document = try YAMLDocument.parse(file.bytes, file: path, limits: limits)
        var faults = FaultList(file: path)
        guard case .map(let entries) = document.root.content,
            let root = document.root.map(&faults), root.contains(Keys.attribution)
        else {
            faults.add(
                .type,
                document.root,
                "holds no attribution, expected the attribution.json that topslice attribute writes"
            )
            throw faults.ordered()
        }
        refuseOtherForms(root, &faults)
        try faults.throwIfAny()
        root.require([Keys.report, Keys.reportDigest], &faults)
        guard let parts = root[Keys.report], let digest = root.text(Keys.reportDigest, &faults)
        else { throw faults.ordered() }
        let report = try parts.decoded(as: AttributionReport.self, file: path)
        guard report.partsDigest == digest else {
            faults.add(
                .value,
                parts,
                "is not as it was written: its digest is another; make it anew with topslice attribute"
            )
            throw faults.ordered()
        }
        if let line = firstDifference(file.bytes, report.json.bytes()) {
            let key = entries.last { $0.keyPosition.line <= line }?.key
            faults.add(
                line: line,
                about: key.map { .key($0) } ?? .whole,
                "is not what the run wrote: the file was changed; make it anew with topslice attribute"
            )
            throw faults.ordered()
        }
        return report
    }

    private static func refuseOtherForms(_ root: YAMLMap, _ faults: inout FaultList) {
        guard let node = root[Keys.form] else {
            faults.add(
                .value,
                root.node,
                "was written by a version whose files do not hold what a report is made of; attribute anew"
            )
            return
        }
        guard let form = node.text(&faults), form != Keys.formOfReports else { return }
        faults.add(
            .value,
            node,
            form == Keys.formOfMoments
                ? "is an attribution from moments, which has no report to make anew"
                : "is of another version, expected '\(Keys.formOfReports)'; attribute anew"
        )
    }

    /// The line in which two texts part, from 1; nil where they are equal.
    private static func firstDifference(_ left: [UInt8], _ right: [UInt8]) -> Int? {
        guard left != right else { return nil }
        let common = zip(left, right).prefix { $0 == $1 }
        return 1 + common.reduce(0) { $1.0 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    }
}
