internal import TopsliceCohortData
internal import TopsliceLinearAlgebra

/// The design columns of blocks of rows in double-double arithmetic, from values as exact as their decimal text.
struct ExactDesignRows {
    let design: Design

    /// The columns of `block`, each with `block.rowCount` numbers; the column of ones first where the model has one.
    func columns(of block: RowBlock) -> [[DoubleDouble]] {
        let count = block.rowCount
        var result: [[DoubleDouble]] = []
        if design.hasIntercept {
            result.append([DoubleDouble](repeating: DoubleDouble(1), count: count))
        }
        let values = design.expressions.map { expression in
            expression.exactValues(count) { name in
                design.numberRequests[name].map { plain($0, block) }
                    ?? [DoubleDouble](repeating: DoubleDouble(.nan), count: count)
            }
        }
        for column in design.columns {
            if column.parts.count == 1, case .value(let expression) = column.parts[0] {
                result.append(values[expression])
                continue
            }
            var product = [DoubleDouble](repeating: DoubleDouble(1), count: count)
            for part in column.parts {
                for row in 0..<count {
                    switch part {
                    case .value(let expression):
                        product[row] = product[row] * values[expression][row]
                    case .isLevel(let request, let level):
                        if block.column(request)[row] != Double(level) { product[row] = .zero }
                    case .spline(let expression, let spline, let part):
                        // No formula makes one; its value is as exact as a double is.
                        let x = values[expression][row].value
                        product[row] =
                            product[row] * DoubleDouble(spline.value(at: x, part: part))
                    }
                }
            }
            result.append(product)
        }
        return result
    }

    private func plain(_ request: Int, _ block: RowBlock) -> [DoubleDouble] {
        let high = block.column(request)
        guard let low = block.lowParts.map({ $0 + request * block.stride }) else {
            return (0..<block.rowCount).map { DoubleDouble(high[$0]) }
        }
        return (0..<block.rowCount).map { DoubleDouble(high[$0], low[$0]) }
    }
}
