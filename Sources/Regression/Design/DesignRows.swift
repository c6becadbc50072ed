package import TopsliceCohortData
internal import TopsliceLinearAlgebra

/// Makes the design columns of blocks of rows, one after the other in scratch memory of its own.
///
/// One object a thread. Column `j` of the last block filled lies at `base + j * stride`.
package final class DesignRows {
    private let design: Design
    private var storage: UnsafeMutablePointer<Double>
    private var capacity = 0
    private var expressionStorage: UnsafeMutablePointer<Double>
    private let expressionRequests: [Int?]
    /// Whether column j of the design is column j of the reader, for all of them.
    private let isIdentity: Bool

    package init(_ design: Design) {
        self.design = design
        storage = .allocate(capacity: 1)
        expressionStorage = .allocate(capacity: 1)
        expressionRequests = design.expressions.map { expression in
            expression.plainColumn.flatMap { design.numberRequests[$0] }
        }
        let requests = expressionRequests
        isIdentity = design.columns.enumerated().allSatisfy { number, column in
            guard column.parts.count == 1, case .value(let expression) = column.parts[0] else {
                return false
            }
            return requests[expression] == number
        }
    }

    deinit {
        storage.deallocate()
        expressionStorage.deallocate()
    }

    /// Distance between columns.
    package private(set) var stride = 0
    package var base: UnsafeMutablePointer<Double> { storage }

    /// Fills the columns of `block`, less `origin` where one is given.
    ///
    /// - `constant`: whether a column of ones goes in front (its origin is not used).
    /// - `extra`: number of further columns to leave room for behind the design.
    package func fill(
        _ block: RowBlock,
        origin: [Double]? = nil,
        constant: Bool = false,
        extra: Int = 0
    ) {
        let lead = constant ? 1 : 0
        reserve(block.stride, columns: design.columns.count + lead + extra)
        for number in design.expressions.indices where expressionRequests[number] == nil {
            fillExpression(number, block)
        }
        if constant { storage.update(repeating: 1, count: block.rowCount) }
        for (number, column) in design.columns.enumerated() {
            let target = storage + (number + lead) * stride
            for (position, part) in column.parts.enumerated() {
                multiply(target, by: part, isFirst: position == 0, block)
            }
            if let shift = origin?[number], shift != 0 {
                for row in 0..<block.rowCount { target[row] -= shift }
            }
        }
    }

    /// The design columns of `block` where they stand, if they are the first columns read, in order; filled otherwise.
    ///
    /// What is returned may be the block itself and must not be changed.
    package func columns(of block: RowBlock) -> (base: UnsafePointer<Double>, stride: Int) {
        if isIdentity { return (UnsafePointer(block.base), block.stride) }
        fill(block)
        return (UnsafePointer(base), stride)
    }

    private func reserve(_ rows: Int, columns: Int) {
        stride = rows
        let needed = rows * columns
        guard needed > capacity else { return }
        storage.deallocate()
        expressionStorage.deallocate()
        capacity = needed
        storage = .allocate(capacity: needed)
        storage.initialize(repeating: 0, count: needed)
        let values = max(1, rows * design.expressions.count)
        expressionStorage = .allocate(capacity: values)
        expressionStorage.initialize(repeating: 0, count: values)
    }

    private func values(of expression: Int, _ block: RowBlock) -> UnsafeMutablePointer<Double> {
        if let request = expressionRequests[expression] { return block.column(request) }
        return expressionStorage + expression * stride
    }

    private func multiply(
        _ target: UnsafeMutablePointer<Double>,
        by part: Design.Part,
        isFirst: Bool,
        _ block: RowBlock
    ) {
        switch part {
        case .value(let expression):
            let source = values(of: expression, block)
            if isFirst {
                target.update(from: source, count: block.rowCount)
            } else {
                for row in 0..<block.rowCount { target[row] *= source[row] }
            }
        case .isLevel(let request, let level):
            let source = block.column(request)
            let wanted = Double(level)
            for row in 0..<block.rowCount {
                let indicator = source[row] == wanted ? 1.0 : 0.0
                target[row] = isFirst ? indicator : target[row] * indicator
            }
        case .spline(let expression, let spline, let part):
            let source = values(of: expression, block)
            for row in 0..<block.rowCount {
                let value = spline.value(at: source[row], part: part)
                target[row] = isFirst ? value : target[row] * value
            }
        }
    }

    private func fillExpression(_ number: Int, _ block: RowBlock) {
        let target = expressionStorage + number * stride
        let expression = design.expressions[number]
        let requests = design.numberRequests
        let values = expression.values(block.rowCount) { name in
            guard let request = requests[name] else {
                return [Double](repeating: .nan, count: block.rowCount)
            }
            return Array(UnsafeBufferPointer(start: block.column(request), count: block.rowCount))
        }
        target.update(from: values, count: block.rowCount)
    }
}
