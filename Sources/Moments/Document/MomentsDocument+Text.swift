package import TopsliceRecords

extension MomentsDocument {
    /// The first field of every moments file.
    package static let mark = "topslice-moments"
    static let version = "3"

    /// The document as text: one record a line, fields separated by commas, quoted as in RFC 4180.
    ///
    /// | record | fields after its name |
    /// |---|---|
    /// | `topslice-moments` | `3`, the version of this form |
    /// | `formula` | the model in the notation of R |
    /// | `intercept` | `yes` or `no` |
    /// | `weights`, `cluster` | a column, or nothing |
    /// | `exposures` | columns, none or more |
    /// | `factor` | a column, then its levels in order; one record a factor |
    /// | `fit` | family, iterations, then deviance, Σ w, Σ w y, the saturated part and Pearson's sum; only where there is a fit |
    /// | `coefficients` | of the fit, about the origin, one step before its solution |
    /// | `seal` | threshold, clusters brought together, patterns left out, then columns left out; only where there is one |
    /// | `input` | path, SHA-256, rows read, rows analysed; one record a file |
    /// | `columns` | names of x₁ … x_q, the response last |
    /// | `origin` | o₁ … o_q |
    /// | `folded` | `yes` where the clusters were too many to be kept apart, else `no` |
    /// | `sums` | cluster label, rows, then Σ w z zᵀ with z = [1, x − o]: the lower triangle, column by column |
    /// | `people` | only below weighted sums that are not sealed: Σ z zᵀ of the same cluster in the same order, each person once |
    /// | `pattern` | pattern as a whole number (bit k: exposure k), rows, then Σ w z |
    /// | `pattern-people` | only below weighted sums that are not sealed: Σ z of the same pattern, each person once |
    /// | `end` | number of lines before this one |
    /// | `sha256` | the digest of all bytes before this line |
    ///
    /// Version 2 is read as well: it has no `pattern-people`, and `people` only where it was built late in its time. Version 1 had no
    /// digest and is refused. Records stand in this order. Numbers are written with as few digits as give back the same double, so that reading
    /// the text gives equal moments bit for bit.
    ///
    /// - Throws: where the system makes no digest.
    package func text() throws(HashingError) -> String {
        var lines = Lines()
        lines.add([Self.mark, Self.version])
        lines.add(["formula", model.formula])
        lines.add(["intercept", model.hasIntercept ? "yes" : "no"])
        lines.add(["weights", model.weights ?? ""])
        lines.add(["cluster", model.cluster ?? ""])
        lines.add(["exposures"] + model.exposures)
        for factor in model.factors { lines.add(["factor", factor.column] + factor.levels) }
        for record in fit?.records ?? [] { lines.add(record) }
        if let seal {
            lines.add(
                ["seal", "\(seal.threshold)", "\(seal.clusters)", "\(seal.patterns)"]
                    + seal.columns
            )
        }
        for input in inputs {
            lines.add([
                "input", input.path, input.sha256, "\(input.rowsRead)", "\(input.rowsAnalysed)",
            ])
        }
        lines.add(["columns"] + moments.columns)
        lines.add(["origin"] + moments.origin.map(\.description))
        lines.add(["folded", moments.clustersFolded ? "yes" : "no"])
        let order = moments.order
        for cluster in moments.clusters {
            func triangle(_ products: [Double]) -> [String] {
                (0..<order).flatMap { column in
                    (column..<order).map { products[$0 + column * order].description }
                }
            }
            lines.add(["sums", cluster.label, "\(cluster.rowCount)"] + triangle(cluster.products))
            if !cluster.people.isEmpty { lines.add(["people"] + triangle(cluster.people)) }
        }
        for pattern in moments.patterns {
            lines.add(
                ["pattern", "\(pattern.pattern)", "\(pattern.rowCount)"]
                    + pattern.sums.map(\.description)
            )
            if !pattern.people.isEmpty {
                lines.add(["pattern-people"] + pattern.people.map(\.description))
            }
        }
        lines.add(["end", "\(lines.count)"])
        lines.add(["sha256", try SHA256Digest.of(Array(lines.text.utf8))])
        return lines.text
    }

    private struct Lines {
        var text = ""
        var count = 0

        mutating func add(_ fields: [String]) {
            text += fields.map(Self.quoted).joined(separator: ",") + "\n"
            count += 1
        }

        private static func quoted(_ field: String) -> String {
            guard field.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return field }
            return "\""
                + field.split(separator: "\"", omittingEmptySubsequences: false)
                .joined(separator: "\"\"") + "\""
        }
    }
}
