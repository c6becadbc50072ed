internal import Glibc

/// The part of the people at a level of a number that an agency would serve, had it gone on there as it does from level to level.
///
/// A line through the empirical logits ln((s + ½) / (n − s + ½)) of the other levels, each with the weight of its variance
/// 1 / (s + ½) + 1 / (n − s + ½) (Cox 1970, The Analysis of Binary Data): an agency that seeks out the neediest has served nearly all of the
/// very neediest, and that one of few is not seen among the others is no gap.
enum LevelTrend {
    /// A line through two says what is at the third only where nothing is between them and chance.
    private static let fewestLevels = 3

    /// - Parameters:
    ///   - level: the one asked for, which itself does not count.
    ///   - served, people: of every level, in the order of its values.
    /// - Returns: above 0 and below 1; nil where fewer than three other levels have people.
    static func partServed(at level: Int, served: [Int], people: [Int]) -> Double? {
        let others = people.indices.filter { $0 != level && people[$0] > 0 }
        guard others.count >= fewestLevels else { return nil }
        var (weight, meanPlace, meanLogit) = (0.0, 0.0, 0.0)
        var points: [(place: Double, logit: Double, weight: Double)] = []
        for other in others {
            let (yes, no) = (
                Double(served[other]) + 0.5, Double(people[other] - served[other]) + 0.5
            )
            let point = (place: Double(other), logit: log(yes / no), weight: yes * no / (yes + no))
            points.append(point)
            weight += point.weight
            meanPlace += point.weight * point.place
            meanLogit += point.weight * point.logit
        }
        meanPlace /= weight
        meanLogit /= weight
        var (square, product) = (0.0, 0.0)
        for point in points {
            let place = point.place - meanPlace
            square += point.weight * place * place
            product += point.weight * place * (point.logit - meanLogit)
        }
        let logit = meanLogit + product / square * (Double(level) - meanPlace)
        return 1 / (1 + exp(-logit))
    }
}
