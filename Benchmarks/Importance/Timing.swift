import Glibc

/// Seconds of the fastest of several runs: on a shared machine the minimum is the one that repeats.
func fastest(of runs: Int, _ body: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<runs {
        var start = timespec(), end = timespec()
        clock_gettime(CLOCK_MONOTONIC, &start)
        try body()
        clock_gettime(CLOCK_MONOTONIC, &end)
        let seconds = Double(end.tv_sec - start.tv_sec)
        best = min(best, seconds + Double(end.tv_nsec - start.tv_nsec) * 1e-9)
    }
    return best
}

/// One line of tidy CSV, at once, so that a run that is stopped leaves what it measured.
func report(_ task: String, _ regressors: Int, _ measure: String, _ value: Double) {
    print("\(task),\(regressors),\(measure),\(value)")
    fflush(nil)
}
