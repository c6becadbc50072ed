package import TopsliceCohortData

/// People, one row each: which agencies served them, covariates, and the outcome; from a file or from memory.
public struct Cohort: Sendable {
    package let source: CohortSource
    package let study: Study

    /// A CSV file; read when something is asked of it.
    ///
    /// - Parameters:
    ///   - path: the file; `-` is standard input.
    ///   - study: what its columns are.
    public init(contentsOf path: String, study: Study) {
        source = .file(path)
        self.study = study
    }

    /// Rows in memory, column by column.
    ///
    /// They take the same way as a file: the same checks, the same faults (`rows in memory:LINE: …`, the first row in line 2),
    /// the same answer.
    /// - Parameters:
    ///   - columns: as many values each.
    ///   - study: what the columns are.
    public init(_ columns: [Column], study: Study) throws(TopsliceError) {
        source = .memory(name: "rows in memory", bytes: try Column.text(of: columns))
        self.study = study
    }

    /// A named column of values.
    public struct Column: Sendable {
        public let name: String
        let cells: [String]

        /// Numbers; nil where one is missing.
        ///
        /// Each is handed on by its shortest decimal text, which reads back as the same number. A number that is not finite is
        /// refused like any other text that is no number.
        public static func numbers(_ name: String, _ values: [Double?]) -> Column {
            Column(name: name, cells: values.map { value in value.map { "\($0)" } ?? "" })
        }

        /// 1 for true and 0 for false: an agency, or an outcome that came about or not.
        public static func flags(_ name: String, _ values: [Bool]) -> Column {
            Column(name: name, cells: values.map { $0 ? "1" : "0" })
        }

        /// Labels; nil where one is missing.
        public static func labels(_ name: String, _ values: [String?]) -> Column {
            Column(name: name, cells: values.map { value in value.map(Self.quoted) ?? "" })
        }

        private static func quoted(_ text: String) -> String {
            let isPlain = text.utf8.allSatisfy {
                $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\n")
                    && $0 != UInt8(ascii: "\r")
            }
            guard !isPlain else { return text }
            var result = "\""
            for character in text.unicodeScalars {
                if character == "\"" { result += "\"" }
                result.unicodeScalars.append(character)
            }
            return result + "\""
        }

        /// The columns as CSV.
        static func text(of columns: [Column]) throws(TopsliceError) -> [UInt8] {
            guard let first = columns.first else {
                throw TopsliceError("rows in memory: there are no columns")
            }
            for column in columns where column.cells.count != first.cells.count {
                throw TopsliceError(
                    "rows in memory: column '\(column.name)' has \(column.cells.count) values, "
                        + "expected \(first.cells.count) as in column '\(first.name)'"
                )
            }
            var bytes: [UInt8] = []
            func append(_ fields: [String]) {
                for (place, field) in fields.enumerated() {
                    if place > 0 { bytes.append(UInt8(ascii: ",")) }
                    bytes.append(contentsOf: field.utf8)
                }
                bytes.append(UInt8(ascii: "\n"))
            }
            append(columns.map { quoted($0.name) })
            for row in first.cells.indices { append(columns.map { $0.cells[row] }) }
            return bytes
        }
    }
}
