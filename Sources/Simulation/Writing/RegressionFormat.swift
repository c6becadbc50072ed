internal import TopsliceRandomness
internal import Glibc

/// The rows of a `RegressionPlan`; each takes its draws in this order: area, x1 … xm, y.
struct RegressionFormat: BlockFormat {
    let plan: RegressionPlan
    let areaEffects: [Double]

    init(_ plan: RegressionPlan) throws(SimulationError) {
        try plan.validate()
        self.plan = plan
        var generator = Xoshiro256PlusPlus(seed: plan.seed, stream: .max)
        areaEffects = (0..<plan.areaCount).map { _ in plan.areaSpread * generator.normal() }
    }

    var rowCount: Int { plan.rows }

    // A regressor takes at most eight bytes, the outcome and area at most twenty each.
    var maximumRowBytes: Int { 8 * plan.coefficients.count + 48 }

    var header: [UInt8] {
        let names = ["y"] + plan.coefficients.indices.map { "x\($0 + 1)" } + ["area"]
        return Array((names.joined(separator: ",") + "\n").utf8)
    }

    func append(block: Int, rows: Range<Int>, to buffer: RowBuffer) {
        var generator = Xoshiro256PlusPlus(seed: plan.seed, stream: UInt64(block))
        var regressors = [Int](repeating: 0, count: plan.coefficients.count)
        let maximumRowBytes = maximumRowBytes
        RowBuffer.fourDigits.withUnsafeBufferPointer { digits in
            guard let digits = digits.baseAddress else { return }
            for _ in rows {
                buffer.makeRoom(maximumRowBytes)
                let area = min(
                    Int(generator.uniform() * Double(plan.areaCount)),
                    plan.areaCount - 1
                )
                var eta = plan.intercept + areaEffects[area]
                // The outcome follows from the numbers as written, not as drawn.
                for column in regressors.indices {
                    regressors[column] = RowBuffer.scaled(generator.normal())
                    eta +=
                        plan.coefficients[column] * (Double(regressors[column]) / RowBuffer.scale)
                }
                appendOutcome(eta, &generator, digits, to: buffer)
                for regressor in regressors {
                    buffer.append(byte: UInt8(ascii: ","))
                    buffer.append(scaled: regressor, digits: digits)
                }
                buffer.append(byte: UInt8(ascii: ","))
                buffer.append(whole: area + 1)
                buffer.append(byte: UInt8(ascii: "\n"))
            }
        }
    }

    @inline(__always)
    private func appendOutcome(
        _ eta: Double,
        _ generator: inout Xoshiro256PlusPlus,
        _ digits: UnsafePointer<UInt32>,
        to buffer: RowBuffer
    ) {
        switch plan.family {
        case .binomial:
            buffer.append(digit: generator.uniform() < 1 / (1 + exp(-eta)) ? 1 : 0)
        case .gaussian:
            let value = eta + plan.residualSpread * generator.normal()
            buffer.append(scaled: RowBuffer.scaled(value), digits: digits)
        case .poisson:
            let mean = min(exp(eta), RegressionPlan.meanCountLimit)
            buffer.append(whole: generator.poisson(mean: mean))
        }
    }
}
