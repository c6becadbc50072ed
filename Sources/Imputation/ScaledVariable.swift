/// A covariate as a predictor: how it is centred and scaled, and which values are known.
struct ScaledVariable: Sendable {
    let variable: IncompleteTable.Variable
    let known: [Int32]
    let missing: [Int32]
    /// Of the known values of a number.
    let mean: Double
    let deviation: Double
    /// Whether every known value is 0 or 1.
    let isBinary: Bool

    init(_ variable: IncompleteTable.Variable) {
        self.variable = variable
        var known: [Int32] = []
        var missing: [Int32] = []
        for (row, value) in variable.values.enumerated() {
            if value.isNaN { missing.append(Int32(row)) } else { known.append(Int32(row)) }
        }
        let count = Double(known.count)
        let values = variable.values
        let mean = known.reduce(0) { $0 + values[Int($1)] } / count
        let square = known.reduce(0) { sum, row in
            let distance = values[Int(row)] - mean
            return sum + distance * distance
        }
        self.known = known
        self.missing = missing
        self.mean = mean
        deviation = square > 0 ? (square / count).squareRoot() : 1
        isBinary =
            variable.kind == .number
            && known.allSatisfy { values[Int($0)] == 0 || values[Int($0)] == 1 }
    }

    /// What it adds to a model of another variable: a number and its square, or all levels but the first.
    func features(of number: Int) -> [Feature] {
        switch variable.kind {
        case .number: isBinary ? [.number(number)] : [.number(number), .square(number)]
        case .levels(let count): (1..<max(1, count)).map { .level(number, $0) }
        }
    }
}

/// A number that a person's value of a covariate gives to a model.
enum Feature: Sendable, Equatable {
    case number(Int)
    case square(Int)
    case level(Int, Int)

    /// The covariate that it comes from.
    var variable: Int {
        switch self {
        case .number(let variable), .square(let variable), .level(let variable, _): variable
        }
    }
}
