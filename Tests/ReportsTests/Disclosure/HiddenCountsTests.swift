import Testing
import TopsliceStudies
import TopsliceTestSupport

@testable import TopsliceReports

/// Whoever reads what is published, and knows every sum, must not find a small count: brute force over all that it may be.
@Suite struct HiddenCountsTests {
    private static let threshold = 4

    /// Every table of the combinations of agencies that agrees with what is published: margins, counts shown, and at least one person
    /// where a count is withheld. Returns the counts that each withheld cell may have.
    private static func candidates(
        _ counts: [Int],
        agencies: Int,
        hidden: [Int],
        marginsKnown: Bool
    ) -> [Int: Set<Int>] {
        let margins = (0..<agencies).map { agency in
            counts.indices.filter { $0 >> agency & 1 == 1 }.reduce(0) { $0 + counts[$1] }
        }
        let total = counts.reduce(0, +)
        var found: [Int: Set<Int>] = [:]
        var tried = counts
        func search(_ place: Int, _ left: Int) {
            guard place < hidden.count else {
                guard left == 0 else { return }
                if marginsKnown {
                    for agency in 0..<agencies {
                        let sum = tried.indices.filter { $0 >> agency & 1 == 1 }
                            .reduce(0) { $0 + tried[$1] }
                        if sum != margins[agency] { return }
                    }
                }
                for cell in hidden { found[cell, default: []].insert(tried[cell]) }
                return
            }
            guard left >= 1 else { return }
            for value in 1...left {
                tried[hidden[place]] = value
                search(place + 1, left - value)
            }
        }
        let shown = counts.indices.filter { !hidden.contains($0) }.reduce(0) { $0 + counts[$1] }
        search(0, total - shown)
        return found
    }

    @Test func noSmallCombinationIsGivenBackByItsMargins() {
        var random = SeededGenerator(seed: 7)
        var tables = 0
        for agencies in 1...3 {
            for _ in 0..<(agencies == 3 ? 20 : 60) {
                let counts = (0..<(1 << agencies)).map { _ in Int.random(in: 0...6, using: &random)
                }
                let names = (0..<agencies).map { "a\($0)" }
                func members(_ mask: Int) -> [String] {
                    (0..<agencies).filter { mask >> $0 & 1 == 1 }.map { names[$0] }
                }
                let result = HiddenPatterns(
                    counts.indices.filter { counts[$0] > 0 }.map { (members($0), counts[$0]) },
                    margins: names,
                    threshold: Self.threshold
                )
                let hidden = counts.indices.filter { result.patterns.contains(members($0)) }
                let small = counts.indices.filter { (1..<Self.threshold).contains(counts[$0]) }
                #expect(Set(small).isSubset(of: hidden))
                guard !hidden.isEmpty else { continue }
                // Of nothing but one combination the number is that of everybody.
                guard counts.count(where: { $0 > 0 }) > 1 else { continue }
                let total = small.reduce(0) { $0 + counts[$1] }
                guard hidden.count > small.count || total > small.count else { continue }
                tables += result.hidesMargins ? 0 : 1
                let may = Self.candidates(
                    counts,
                    agencies: agencies,
                    hidden: hidden,
                    marginsKnown: !result.hidesMargins
                )
                for cell in small {
                    #expect((may[cell]?.count ?? 0) > 1, "\(counts): \(cell) of \(hidden)")
                }
            }
        }
        #expect(tables > 25)
    }

    /// Withholding the small ones only would give some of them back: the test above can fail.
    @Test func withoutMoreWithheldTheMarginsGiveThemBack() {
        let may = Self.candidates([5, 2, 6, 7], agencies: 2, hidden: [1], marginsKnown: true)
        #expect(may[1] == [2])
        let result = HiddenPatterns(
            [([], 5), (["a"], 2), (["b"], 6), (["a", "b"], 7)],
            margins: ["a", "b"],
            threshold: 4
        )
        #expect(result.patterns.count == 4 && !result.hidesMargins)
    }

    @Test func nothingIsWithheldWithoutAThreshold() {
        let result = HiddenPatterns([([], 1), (["a"], 2)], margins: ["a"], threshold: 0)
        #expect(result.patterns.isEmpty && !result.hidesMargins)
    }

    /// Losses between what was supplied and what was analysed, and the numbers left after each.
    @Test func noSmallLossIsGivenBackBySubtraction() {
        var random = SeededGenerator(seed: 11)
        let rule = DisclosureRule(threshold: Self.threshold, base: 1)
        for _ in 0..<600 {
            let losses = [0] + (0..<4).map { _ in Int.random(in: 0...7, using: &random) }
            let analysed = 20
            let rows = losses.indices.map { step in
                analysed + losses[(step + 1)...].reduce(0, +)
            }
            let hidden = HiddenSteps(losses: losses, rule)
            let unknown = losses.indices.filter { hidden.losses.contains($0) }
            var may: [Int: Set<Int>] = [:]
            var tried = losses
            func search(_ place: Int) {
                guard place < unknown.count else {
                    for step in losses.indices where !hidden.rows.contains(step) {
                        let left = analysed + tried[(step + 1)...].reduce(0, +)
                        if left != rows[step] { return }
                    }
                    for step in unknown { may[step, default: []].insert(tried[step]) }
                    return
                }
                for value in 1...16 {
                    tried[unknown[place]] = value
                    search(place + 1)
                }
            }
            search(0)
            for step in losses.indices where rule.isSmall(losses[step]) {
                #expect((may[step]?.count ?? 0) > 1, "\(losses): \(step)")
            }
        }
    }

    @Test func roundingIsToTheNearest() {
        let rule = DisclosureRule(threshold: 0, base: 5)
        for count in 0...1000 {
            #expect(rule.rounded(count) % 5 == 0)
            #expect(abs(rule.rounded(count) - count) <= 2)
        }
    }
}
