import VarianceShares
func matrix(_ p: Int) -> RegressorProducts? {
    var state: UInt64 = 7
    func next() -> Double { state = state &* 6364136223846793005 &+ 1442695040888963407; return Double(state >> 33) / Double(1 << 31) - 0.5 }
    let n = p + 1
    let a = (0..<n * 2 * n).map { _ in next() }
    var m = [Double](repeating: 0, count: n * n)
    for i in 0..<n { for j in 0..<n { for k in 0..<2 * n { m[i * n + j] += a[i * 2 * n + k] * a[j * 2 * n + k] } } }
    return try? RegressorProducts(columns: (0..<n).map { "x\($0)" }, matrix: m, response: "x\(p)")
}
let clock = ContinuousClock()
for p in [2, 10, 20, 25, 28, 30] {
    guard let m = matrix(p) else { continue }
    var best = Duration.seconds(1000)
    for _ in 0..<(p > 26 ? 2 : 10) {
        let t = clock.measure { let r = try? ExactShares.compute(m); if r == nil { print("fail") } else if let r { let s = r.shares.reduce(0) { $0 + $1.lmg }; if abs(s - r.rSquared) > 1e-12 { print("sum", s, r.rSquared) } } }
        best = min(best, t)
    }
    var paired = Duration.seconds(1000)
    for _ in 0..<(p > 26 ? 1 : 5) {
        let t = clock.measure { _ = try? ExactShares.compute(m, test: m) }
        paired = min(paired, t)
    }
    print(p, best, "paired", paired)
}
