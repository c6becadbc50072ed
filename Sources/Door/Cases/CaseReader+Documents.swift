package import TopsliceRecords

extension CaseReader {
    /// The JSON document named under a key, which lies in the folder of the case.
    package mutating func document(_ map: YAMLMap, _ key: String) -> YAMLNode? {
        guard let node = map[key], let name = text(map, key) else { return nil }
        var limits = YAMLLimits()
        limits.byteCount = 64 << 20
        limits.nodeCount = 4_000_000
        do throws(FileTrouble) {
            let source = try FileBytes(
                reading: StatedPath(name, in: file),
                limit: limits.byteCount
            )
            read(source, rows: 0)
            return document(source, limits)
        } catch {
            fault(node, "'\(escapedName(name))': \(error.message)")
            return nil
        }
    }

    private mutating func document(_ source: FileBytes, _ limits: YAMLLimits) -> YAMLNode? {
        do throws(Faults) {
            return try YAMLDocument.parse(source.bytes, file: source.name, limits: limits).root
        } catch {
            add(error)
            return nil
        }
    }
}
