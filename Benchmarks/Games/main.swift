import CooperativeGames

struct Generator {
    var state: UInt64 = 1
    mutating func callAsFunction() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        z ^= z >> 31
        return Double(z >> 11) / Double(1 << 53)
    }
}
var random = Generator()
for (n, kind) in [(4, 0), (8, 0), (12, 0), (16, 0), (20, 0), (16, 1), (18, 1), (16, 2), (20, 2)] {
    var values = [Double](repeating: 0, count: 1 << n)
    if kind == 0 { for m in 1..<values.count { values[m] = random() } }
    if kind == 2 { for m in 1..<values.count { values[m] = random() * Double(m.nonzeroBitCount) } }
    if kind == 1 {
        let claims = (0..<n).map { _ in (random() * 1000).rounded() }
        let estate = claims.reduce(0, +) / 2
        let all = claims.reduce(0, +)
        for m in 1..<values.count {
            var own = 0.0
            for p in 0..<n where m >> p & 1 == 1 { own += claims[p] }
            values[m] = max(0, estate - (all - own))
        }
    }
    let game = try Game(.savings, values: values)
    var best = Duration.seconds(100)
    var levels = 0
    for _ in 0..<3 {
        let start = ContinuousClock.now
        let r = try game.prenucleolus()
        best = min(best, ContinuousClock.now - start)
        levels = r.certificate.levels.count
    }
    print(n, kind, best, levels)
}
