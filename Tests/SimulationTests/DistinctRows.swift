import TopsliceSimulation

/// The distinct rows of a written cohort, person identifiers aside, and how often each occurs.
///
/// Two million people have a few thousand distinct rows, so that a test can afford to read each as text.
struct DistinctRows {
    struct Row {
        var fields: [String: String]
        var count: Int
    }

    var rows: [Row] = []

    init(_ plan: SimulationPlan) throws {
        let cohort = try SimulatedCohort(plan)
        let bytes = try WrittenBytes(cohort, threads: 2).all
        var found: [UInt64: (start: Int, end: Int, count: Int)] = [:]
        let (comma, lineEnd) = (UInt8(ascii: ","), UInt8(ascii: "\n"))
        bytes.withUnsafeBufferPointer { bytes in
            var index = (bytes.firstIndex(of: lineEnd) ?? 0) + 1
            let end = bytes.count
            while index < end {
                while bytes[index] != comma { index += 1 }
                let start = index + 1
                // FNV-1a of the line without the identifier.
                var hash: UInt64 = 0xCBF2_9CE4_8422_2325
                while bytes[index] != lineEnd {
                    hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3
                    index += 1
                }
                found[hash, default: (start, index, 0)].count += 1
                index += 1
            }
        }
        let names = cohort.columns.dropFirst()
        for (start, end, count) in found.values.sorted(by: { $0.start < $1.start }) {
            let texts = String(decoding: bytes[start..<end], as: UTF8.self)
                .split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let fields = Dictionary(uniqueKeysWithValues: zip(names, texts))
            rows.append(Row(fields: fields, count: count))
        }
    }
}

extension DistinctRows.Row {
    /// The number in a column; the digits of an area's name.
    func number(_ column: String) -> Double {
        let text = fields[column] ?? ""
        return Double(text.hasPrefix("A") ? String(text.dropFirst()) : text) ?? .nan
    }
}
