/// Levels too small to compare: cells of a few people are no gaps each, as chance leaves such cells empty, and yet where most people stand
/// at levels with nobody on the other side, what the comparison rests on is the model.
extension SupportTable {
    /// Of those whom an agency served, the part at levels of a covariate where everybody was served by it.
    struct OneSided: Equatable {
        let covariate: String
        let part: Double
    }

    /// The covariate of labels with the largest such part; nil where there is none, or nobody is served. Numbers go on from value to value,
    /// so that those at one of their values are like those at the next.
    func oneSided(agency: Int) -> OneSided? {
        let bit = UInt64(1) << UInt64(agency)
        var worst: OneSided?
        for (number, covariate) in covariates.enumerated() where !covariate.isOrdered {
            var all = 0
            var alone = 0
            for cell in cells(ofCovariate: number) {
                var served = 0
                var others = 0
                for (place, pattern) in patterns.enumerated() {
                    let people = cells[place * cellCount + cell]
                    if pattern.pattern & bit == 0 { others += people } else { served += people }
                }
                all += served
                alone += others == 0 ? served : 0
            }
            guard all > 0 else { continue }
            let part = Double(alone) / Double(all)
            if worst.map({ part > $0.part }) ?? true {
                worst = OneSided(covariate: covariate.name, part: part)
            }
        }
        return worst
    }
}
