internal import CTopsliceOpenBLAS

extension Matrix {
    /// A · B. One `dgemm`, O(rowCount · inner · columnCount).
    package func multiplied(by other: Matrix) -> Matrix {
        precondition(
            columnCount == other.rowCount,
            "inner sizes \(columnCount) and \(other.rowCount) differ"
        )
        var result = Matrix(rowCount: rowCount, columnCount: other.columnCount)
        guard !result.elements.isEmpty, columnCount > 0 else { return result }
        let resultRows = Int32(rowCount)
        result.elements.withUnsafeMutableBufferPointer { target in
            cblas_dgemm(
                CblasColMajor,
                CblasNoTrans,
                CblasNoTrans,
                resultRows,
                Int32(other.columnCount),
                Int32(columnCount),
                1,
                elements,
                max(resultRows, 1),
                other.elements,
                Int32(max(other.rowCount, 1)),
                0,
                target.baseAddress,
                max(resultRows, 1)
            )
        }
        return result
    }

    /// A · x.
    package func multiplied(by vector: [Double]) -> [Double] {
        precondition(columnCount == vector.count, "\(columnCount) columns, \(vector.count) numbers")
        var result = [Double](repeating: 0, count: rowCount)
        guard rowCount > 0, columnCount > 0 else { return result }
        cblas_dgemv(
            CblasColMajor,
            CblasNoTrans,
            Int32(rowCount),
            Int32(columnCount),
            1,
            elements,
            Int32(rowCount),
            vector,
            1,
            0,
            &result,
            1
        )
        return result
    }

    /// B · self · Bᵀ for symmetric self: how a covariance moves under a linear map.
    package func congruence(_ map: Matrix) -> Matrix {
        map.multiplied(by: self).multiplied(by: map.transposed)
    }
}

/// C += Aᵀ A, lower triangle of C only, for a column-major block of rows.
///
/// - `rows`: shape (rowCount, columnCount), leading dimension `stride`.
/// - `products`: shape (columnCount, columnCount), column-major.
/// - Complexity: O(rowCount · columnCount²), one `dsyrk`.
package func addGram(
    of rows: UnsafePointer<Double>,
    rowCount: Int,
    columnCount: Int,
    stride: Int,
    to products: UnsafeMutablePointer<Double>
) {
    guard rowCount > 0, columnCount > 0 else { return }
    cblas_dsyrk(
        CblasColMajor,
        CblasLower,
        CblasTrans,
        Int32(columnCount),
        Int32(rowCount),
        1,
        rows,
        Int32(stride),
        1,
        products,
        Int32(columnCount)
    )
}

/// C += A Aᵀ, lower triangle of C only, for records that lie one after the other (record-major).
///
/// - `records`: shape (columnCount, rowCount), column-major, that is `columnCount` numbers a record.
/// - Complexity: O(rowCount · columnCount²), one `dsyrk`.
package func addRecordGram(
    of records: UnsafePointer<Double>,
    rowCount: Int,
    columnCount: Int,
    to products: UnsafeMutablePointer<Double>
) {
    guard rowCount > 0, columnCount > 0 else { return }
    cblas_dsyrk(
        CblasColMajor,
        CblasLower,
        CblasNoTrans,
        Int32(columnCount),
        Int32(rowCount),
        1,
        records,
        Int32(columnCount),
        1,
        products,
        Int32(columnCount)
    )
}

/// y = A x for a column-major block of rows. One `dgemv`.
package func multiplyRows(
    _ rows: UnsafePointer<Double>,
    rowCount: Int,
    columnCount: Int,
    stride: Int,
    by vector: [Double],
    into result: UnsafeMutablePointer<Double>
) {
    guard rowCount > 0 else { return }
    guard columnCount > 0 else {
        result.update(repeating: 0, count: rowCount)
        return
    }
    cblas_dgemv(
        CblasColMajor,
        CblasNoTrans,
        Int32(rowCount),
        Int32(columnCount),
        1,
        rows,
        Int32(stride),
        vector,
        1,
        0,
        result,
        1
    )
}

/// C = A B for a column-major block of rows A and a map B, shape (columnCount, columns). One `dgemm`.
package func multiplyRows(
    of rows: UnsafePointer<Double>,
    stride: Int,
    rowCount: Int,
    columnCount: Int,
    by map: UnsafePointer<Double>,
    columns: Int,
    into result: UnsafeMutablePointer<Double>,
    resultStride: Int
) {
    guard rowCount > 0, columnCount > 0, columns > 0 else { return }
    cblas_dgemm(
        CblasColMajor,
        CblasNoTrans,
        CblasNoTrans,
        Int32(rowCount),
        Int32(columns),
        Int32(columnCount),
        1,
        rows,
        Int32(stride),
        map,
        Int32(columnCount),
        0,
        result,
        Int32(resultStride)
    )
}

/// y += Aᵀ x for a column-major block of rows. One `dgemv`.
package func addTransposedProduct(
    of rows: UnsafePointer<Double>,
    rowCount: Int,
    columnCount: Int,
    stride: Int,
    with vector: UnsafePointer<Double>,
    to result: UnsafeMutablePointer<Double>
) {
    guard rowCount > 0, columnCount > 0 else { return }
    cblas_dgemv(
        CblasColMajor,
        CblasTrans,
        Int32(rowCount),
        Int32(columnCount),
        1,
        rows,
        Int32(stride),
        vector,
        1,
        1,
        result,
        1
    )
}

/// C += Aᵀ B for two column-major blocks of the same rows without gaps between columns. One `dgemm`.
///
/// - `result`: shape (columnCount of A, columnCount of B), column-major with leading dimension `stride`.
package func addTransposedProduct(
    of left: UnsafePointer<Double>,
    columnCount leftCount: Int,
    and right: UnsafePointer<Double>,
    columnCount rightCount: Int,
    rowCount: Int,
    to result: UnsafeMutablePointer<Double>,
    stride: Int
) {
    guard rowCount > 0, leftCount > 0, rightCount > 0 else { return }
    cblas_dgemm(
        CblasColMajor,
        CblasTrans,
        CblasNoTrans,
        Int32(leftCount),
        Int32(rightCount),
        Int32(rowCount),
        1,
        left,
        Int32(rowCount),
        right,
        Int32(rowCount),
        1,
        result,
        Int32(stride)
    )
}
