package import TopsliceCohortData

/// A cubic spline that is straight beyond its outer knots (Stone and Koo 1985; Harrell 2015, section 2.4.5).
///
/// k knots give the straight part and k − 2 curved ones, here numbered from 0:
/// [(x − t_j)₊³ − (x − t_{k−1})₊³ (t_k − t_j) / (t_k − t_{k−1}) + (x − t_k)₊³ (t_{k−1} − t_j) / (t_k − t_{k−1})] / (t_k − t_1)²,
/// in the unit of x.
package struct RestrictedCubicSpline: Sendable, Equatable {
    /// Increasing, three or more.
    package let knots: [Double]

    /// Fewer different values than this make no curve.
    package static let fewestValues = quantiles.count + 1

    /// Harrell's places of five knots: these quantiles of the values.
    private static let quantiles = [0.05, 0.275, 0.5, 0.725, 0.95]

    /// - `knots`: increasing; fewer than three make no curve.
    package init?(knots: [Double]) {
        guard knots.count >= 3, zip(knots, knots.dropFirst()).allSatisfy({ $0 < $1 }) else {
            return nil
        }
        self.knots = knots
    }

    /// Knots at Harrell's quantiles; where several fall together (many equal values) those that remain, and where fewer than three
    /// remain, at the quantiles of the distinct values.
    ///
    /// - `values`: nil for values too few or too alike for a curve.
    package init?(of values: SortedValues) {
        guard values.distinct.count >= Self.fewestValues else { return nil }
        if let spline = Self(knots: Self.knots(of: values)) {
            self = spline
            return
        }
        self.init(knots: Self.knots(of: SortedValues(values.distinct)))
    }

    private static func knots(of values: SortedValues) -> [Double] {
        guard values.count >= 3 else { return [] }
        var result: [Double] = []
        for (number, share) in quantiles.enumerated() {
            var place = share * Double(values.count - 1)
            // With fewer than a hundred values the outer knots are the fifth from either end.
            if values.count < 100, values.count >= 20 {
                if number == 0 { place = max(place, 4) }
                if number == quantiles.count - 1 { place = min(place, Double(values.count - 5)) }
            }
            let low = Int(place)
            let high = min(low + 1, values.count - 1)
            let knot = values[low] + (place - Double(low)) * (values[high] - values[low])
            if result.last.map({ $0 < knot }) ?? true { result.append(knot) }
        }
        return result
    }

    package var curvedParts: Int { knots.count - 2 }

    @inline(__always)
    func value(at x: Double, part: Int) -> Double {
        let count = knots.count
        let (first, before, last) = (knots[part], knots[count - 2], knots[count - 1])
        let width = last - knots[0]
        func cubed(_ distance: Double) -> Double {
            distance > 0 ? distance * distance * distance : 0
        }
        let ends =
            cubed(x - before) * (last - first) - cubed(x - last) * (before - first)
        return (cubed(x - first) - ends / (last - before)) / (width * width)
    }
}
