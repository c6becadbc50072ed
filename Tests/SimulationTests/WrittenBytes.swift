import TopsliceSimulation

/// Everything a simulation writes, gathered.
struct WrittenBytes {
    var all: [UInt8] = []
    var pieces = 0

    init(_ cohort: SimulatedCohort, threads: Int) throws {
        try cohort.write(threads: threads) {
            all.append(contentsOf: $0)
            pieces += 1
        }
    }

    init(_ regression: SimulatedRegression, threads: Int) throws {
        try regression.write(threads: threads) {
            all.append(contentsOf: $0)
            pieces += 1
        }
    }
}
