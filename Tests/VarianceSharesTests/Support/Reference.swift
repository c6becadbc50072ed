import Foundation
import Testing

@testable import TopsliceVarianceShares

/// Reads the reference figures beside the tests.
enum Reference {
    /// Rows of fields; quotes and blanks around a field are dropped.
    static func rows(_ name: String) throws -> [[String]] {
        let url = try #require(
            Bundle.module.url(forResource: name, withExtension: "csv", subdirectory: "References")
        )
        let text = try String(contentsOf: url, encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: CharacterSet(charactersIn: "\" "))
            }
        }
    }

    /// A table with a header and row names: [row][column].
    static func table(_ name: String) throws -> [String: [String: Double]] {
        let rows = try rows(name)
        let header = try #require(rows.first).dropFirst()
        var table: [String: [String: Double]] = [:]
        for row in rows.dropFirst() {
            var entries: [String: Double] = [:]
            for (column, field) in zip(header, row.dropFirst()) { entries[column] = Double(field) }
            table[row[0]] = entries
        }
        return table
    }

    /// A correlation matrix with names.
    static func correlations(_ name: String, response: String) throws -> RegressorProducts {
        let rows = try rows(name)
        let columns = Array(try #require(rows.first).dropFirst())
        let matrix = try rows.dropFirst().flatMap { row in
            try row.dropFirst().map { try #require(Double($0)) }
        }
        return try RegressorProducts(columns: columns, matrix: matrix, response: response)
    }

    /// A covariance matrix without names, the response first.
    static func covariances(_ name: String) throws -> RegressorProducts {
        let matrix = try rows(name).flatMap { row in row.compactMap(Double.init) }
        let size = Int(Double(matrix.count).squareRoot())
        return try RegressorProducts(
            columns: ["y"] + (1..<size).map { "x\($0)" },
            matrix: matrix,
            response: "y"
        )
    }

    /// R's swiss data: names of columns, and one array a row.
    static func swiss() throws -> (columns: [String], rows: [[Double]]) {
        let rows = try rows("swiss")
        return (
            Array(try #require(rows.first).dropFirst()),
            rows.dropFirst().map { $0.dropFirst().compactMap(Double.init) }
        )
    }
}

/// Weighted sums of squares and products about the weighted means, column-major.
func crossProducts(_ rows: [[Double]], weights: [Double]? = nil) -> [Double] {
    let weights = weights ?? Array(repeating: 1, count: rows.count)
    let total = weights.reduce(0, +)
    let size = rows[0].count
    let means = (0..<size).map { column in
        zip(rows, weights).reduce(0) { $0 + $1.0[column] * $1.1 } / total
    }
    var matrix = [Double](repeating: 0, count: size * size)
    for (row, weight) in zip(rows, weights) {
        for column in 0..<size {
            for other in 0..<size {
                matrix[column * size + other] +=
                    weight * (row[column] - means[column]) * (row[other] - means[other])
            }
        }
    }
    return matrix
}
