internal import TopsliceRecords

extension MomentsDocument {
    /// Whether bytes begin like a moments file.
    package static func isMoments(_ bytes: some Sequence<UInt8>) -> Bool {
        bytes.starts(with: (mark + ",").utf8)
    }

    /// Reads the text of a moments file strictly: every record in its place, every number finite, nothing left over.
    ///
    /// - `file`: what the user calls it; for messages.
    package init(reading text: [UInt8], file: String) throws(MomentsFileError) {
        let lines = text.split(separator: 10, omittingEmptySubsequences: false)
        var reader = MomentsReader(text: text, lines: lines)
        do {
            self = try reader.document()
        } catch {
            throw MomentsFileError(file: file, line: error.line, problem: error.problem)
        }
    }
}

/// Reads the records of a moments file one after the other.
private struct MomentsReader {
    struct Fault: Error {
        let line: Int
        let problem: String
    }

    let text: [UInt8]
    let lines: [ArraySlice<UInt8>]
    /// Number of the record that is looked at, from 0.
    private var place = 0
    private var fields: [String] = []

    init(text: [UInt8], lines: [ArraySlice<UInt8>]) {
        self.text = text
        self.lines = lines
    }

    mutating func document() throws(Fault) -> MomentsDocument {
        try split()
        try expect("topslice-moments", count: 1)
        guard ["2", MomentsDocument.version].contains(fields[1]) else {
            throw fault(
                fields[1] == "1"
                    ? "version 1 had no checksum and is not read any more; build the file anew"
                    : "version '\(fields[1].prefix(40))' is not known; this program reads versions 2 and 3"
            )
        }
        var model = MomentsDocument.Model(
            formula: try next("formula", count: 1)[1],
            hasIntercept: try yesOrNo("intercept")
        )
        model.weights = try optional("weights")
        model.cluster = try optional("cluster")
        model.exposures = Array(try next("exposures", count: nil).dropFirst())
        try advance()
        while fields[0] == "factor" {
            guard fields.count >= 2 else { throw fault("a factor needs its column") }
            model.factors.append(.init(column: fields[1], levels: Array(fields.dropFirst(2))))
            try advance()
        }
        let fit = try readFit()
        let seal = try readSeal()
        var inputs: [MomentsDocument.Input] = []
        while fields[0] == "input" {
            inputs.append(try input())
            try advance()
        }
        let moments = try readMoments(model)
        let size = moments.columns.count - (model.hasIntercept ? 0 : 1)
        if let fit, fit.coefficients.count != size {
            throw fault("the fit has \(fit.coefficients.count) coefficients, expected \(size)")
        }
        return MomentsDocument(
            moments: moments,
            model: model,
            inputs: inputs,
            seal: seal,
            fit: fit
        )
    }

    private mutating func readFit() throws(Fault) -> MomentsDocument.Fit? {
        guard fields[0] == "fit" else { return nil }
        try expect("fit", count: 7)
        let (family, iterations) = (fields[1], try whole(fields[2]))
        guard MomentsDocument.Fit.families.contains(family) else {
            throw fault("'\(family.prefix(40))' is no family of a fit")
        }
        let sums = try numbers(fields.dropFirst(3))
        let coefficients = try numbers(next("coefficients", count: nil).dropFirst())
        try advance()
        return .init(
            family: family,
            iterations: iterations,
            deviance: sums[0],
            weight: sums[1],
            outcome: sums[2],
            saturated: sums[3],
            pearson: sums[4],
            coefficients: coefficients
        )
    }

    private mutating func readSeal() throws(Fault) -> MomentsDocument.Seal? {
        guard fields[0] == "seal" else { return nil }
        guard fields.count >= 4 else { throw fault("'seal' has too few fields") }
        let seal = MomentsDocument.Seal(
            threshold: try whole(fields[1]),
            clusters: try whole(fields[2]),
            patterns: try whole(fields[3]),
            columns: Array(fields.dropFirst(4))
        )
        try advance()
        return seal
    }

    /// The last two records: how many lines stand above, and the digest of their bytes.
    private mutating func readEnd() throws(Fault) {
        try expect("end", count: 1)
        guard try whole(fields[1]) == place else {
            throw fault("\(place) lines stand above, but \(fields[1]) were written")
        }
        let length = lines[0...place].reduce(0) { $0 + $1.count + 1 }
        let written = try next("sha256", count: 1)[1]
        let found: String
        do throws(HashingError) {
            found = try SHA256Digest.of(Array(text.prefix(length)))
        } catch {
            throw fault(error.description)
        }
        guard found == written else {
            throw fault("the digest is not that of the lines above, one of which was changed")
        }
        guard lines.count == place + 2, lines[place + 1].isEmpty else {
            place += 1
            throw fault("nothing may follow the 'sha256' record but one line end")
        }
    }

    private mutating func readMoments(_ model: MomentsDocument.Model) throws(Fault) -> Moments {
        try expect("columns", count: nil)
        let columns = Array(fields.dropFirst())
        guard !columns.isEmpty, columns.count <= 4_096 else {
            throw fault("expected 1 to 4096 columns")
        }
        _ = try next("origin", count: columns.count)
        let origin = try numbers(fields.dropFirst())
        let isFolded = try yesOrNo("folded")
        let order = columns.count + 1
        var clusters: [Moments.ClusterSums] = []
        try advance()
        while fields[0] == "sums" {
            try expect("sums", count: 2 + order * (order + 1) / 2)
            let products = try products(fields.dropFirst(3), order)
            let label = fields[1]
            if let last = clusters.last,
                !last.label.utf8.lexicographicallyPrecedes(label.utf8)
            {
                throw fault("cluster '\(label)' stands twice or out of order")
            }
            let rowCount = try whole(fields[2])
            try advance()
            var people: [Double] = []
            if fields[0] == "people" {
                try expect("people", count: order * (order + 1) / 2)
                people = try self.products(fields.dropFirst(1), order)
                try advance()
            }
            clusters.append(
                .init(label: label, rowCount: rowCount, products: products, people: people)
            )
        }
        guard !clusters.isEmpty else { throw fault("expected a 'sums' record") }
        guard model.cluster != nil || clusters.count == 1 else {
            throw fault("several clusters, but no cluster column is named")
        }
        let patterns = try readPatterns(order, model)
        try readEnd()
        return Moments(
            columns: columns,
            origin: origin,
            clusters: clusters,
            patterns: patterns,
            clustersFolded: isFolded
        )
    }

    /// A symmetric matrix from its lower triangle, column by column.
    private func products(_ texts: ArraySlice<String>, _ order: Int) throws(Fault) -> [Double] {
        let triangle = try numbers(texts)
        var products = [Double](repeating: 0, count: order * order)
        var index = 0
        for column in 0..<order {
            for row in column..<order {
                products[row + column * order] = triangle[index]
                index += 1
            }
            guard products[column + column * order] >= 0 else {
                throw fault("a sum of squares is below zero")
            }
        }
        return products
    }

    private mutating func readPatterns(
        _ order: Int,
        _ model: MomentsDocument.Model
    ) throws(Fault) -> [Moments.PatternSums] {
        var patterns: [Moments.PatternSums] = []
        while fields[0] == "pattern" {
            try expect("pattern", count: 2 + order)
            let pattern = UInt64(try whole(fields[1]))
            guard model.exposures.count < 63, pattern >> UInt64(model.exposures.count) == 0 else {
                throw fault("pattern \(pattern) has more exposures than are named")
            }
            if let last = patterns.last, last.pattern >= pattern {
                throw fault("pattern \(pattern) stands twice or out of order")
            }
            var entry = Moments.PatternSums(
                pattern: pattern,
                rowCount: try whole(fields[2]),
                sums: try numbers(fields.dropFirst(3))
            )
            try advance()
            if fields[0] == "pattern-people" {
                try expect("pattern-people", count: order)
                entry.people = try numbers(fields.dropFirst(1))
                try advance()
            }
            patterns.append(entry)
        }
        return patterns
    }

    // MARK: - Records

    private mutating func next(_ name: String, count: Int?) throws(Fault) -> [String] {
        try advance()
        try expect(name, count: count)
        return fields
    }

    private mutating func advance() throws(Fault) {
        place += 1
        try split()
    }

    private func expect(_ name: String, count: Int?) throws(Fault) {
        guard fields[0] == name else {
            throw fault("expected a '\(name)' record, found '\(fields[0].prefix(40))'")
        }
        if let count, fields.count != count + 1 {
            throw fault("'\(name)' has \(fields.count - 1) fields, expected \(count)")
        }
    }

    private mutating func yesOrNo(_ name: String) throws(Fault) -> Bool {
        let word = try next(name, count: 1)[1]
        guard word == "yes" || word == "no" else { throw fault("expected yes or no") }
        return word == "yes"
    }

    private mutating func optional(_ name: String) throws(Fault) -> String? {
        let word = try next(name, count: 1)[1]
        return word.isEmpty ? nil : word
    }

    private func input() throws(Fault) -> MomentsDocument.Input {
        try expect("input", count: 4)
        let isDigest =
            fields[2].utf8.count == 64
            && fields[2].utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
        guard isDigest else { throw fault("a SHA-256 digest has 64 hexadecimal digits") }
        return .init(
            path: fields[1],
            sha256: fields[2],
            rowsRead: try whole(fields[3]),
            rowsAnalysed: try whole(fields[4])
        )
    }

    // MARK: - Fields

    /// Splits the present line into fields.
    private mutating func split() throws(Fault) {
        guard place < lines.count, !lines[place].isEmpty else {
            throw fault("the file ends here, before its 'end' record")
        }
        let bytes = Array(lines[place])
        guard String(validating: bytes, as: UTF8.self) != nil else { throw fault("not UTF-8") }
        fields = []
        var index = 0
        while true {
            var field: [UInt8] = []
            if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
                index += 1
                while true {
                    guard index < bytes.count else { throw fault("a quote is not closed") }
                    if bytes[index] == UInt8(ascii: "\"") {
                        index += 1
                        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { break }
                    }
                    field.append(bytes[index])
                    index += 1
                }
            } else {
                while index < bytes.count, bytes[index] != UInt8(ascii: ",") {
                    field.append(bytes[index])
                    index += 1
                }
            }
            fields.append(String(decoding: field, as: UTF8.self))
            guard index < bytes.count else { return }
            guard bytes[index] == UInt8(ascii: ",") else {
                throw fault("expected a comma after a closing quote")
            }
            index += 1
        }
    }

    private func numbers(_ texts: ArraySlice<String>) throws(Fault) -> [Double] {
        var result: [Double] = []
        result.reserveCapacity(texts.count)
        for text in texts {
            // Swift's own reader also takes `inf`, `nan` and hexadecimals.
            guard text.utf8.allSatisfy({ "0123456789+-.e".utf8.contains($0) }),
                let number = Double(text), number.isFinite
            else { throw fault("'\(text.prefix(40))' is no finite number") }
            result.append(number)
        }
        return result
    }

    private func whole(_ text: String) throws(Fault) -> Int {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 &- 48 <= 9 }), let number = Int(text) else {
            throw fault("'\(text.prefix(40))' is no whole number")
        }
        return number
    }

    private func fault(_ problem: String) -> Fault { Fault(line: place + 1, problem: problem) }
}
