import Foundation

@testable import TopsliceCohortData

/// Everything that a reader delivered of a file, row by row, so that two ways of reading can be compared.
struct ReadRows {
    /// Rows of each thread in order; levels as their text.
    var rows: [[String]] = []
    var summary = ReadSummary()

    /// Reads columns of a text. `number` columns are printed as bit patterns, so that equality is exact.
    init(
        _ bytes: [UInt8],
        _ requests: [ColumnRequest],
        study: Study = Study(refusesIdentifiers: false),
        threads: Int = 2,
        chunkSize: Int = 1 << 20
    ) throws {
        self = try Fixture.withFile(bytes) { path in
            try ReadRows(path: path, requests, study, threads, chunkSize)
        }
    }

    init(
        path: String,
        _ requests: [ColumnRequest],
        _ study: Study,
        _ threads: Int,
        _ chunkSize: Int
    ) throws {
        var reader = try CohortFile(path, study: study).reader(requests)
        reader.chunkSize = chunkSize
        let first = try CohortRows.firstPass(
            over: reader,
            threads: threads,
            makeState: { _ in () },
            body: { _, _ in }
        )
        let cohort = first.rows
        let labels = requests.indices.map { cohort.labels(ofRequest: $0) }
        let states = try cohort.forEachBlock(
            makeState: { _ in [[String]]() },
            body: { rows, block in
                for row in 0..<block.rowCount {
                    rows.append(
                        requests.indices.map { slot in
                            let value = block.column(slot)[row]
                            guard requests[slot].kind == .category else {
                                return String(value.bitPattern, radix: 16)
                            }
                            return labels[slot][Int(value)]
                        }
                    )
                }
            }
        )
        rows = states.flatMap { $0 }
        summary = cohort.summary
    }
}
