package import TopsliceFormats
internal import TopsliceMoments
internal import TopsliceRecords
package import TopsliceStudies

/// What stands in a file of moments, in words and tables.
package struct MomentsSummary {
    private let held: MomentsRequest.Held
    private var document: MomentsDocument { held.document }
    private var moments: Moments { held.document.moments }

    package init(_ held: MomentsRequest.Held) { self.held = held }

    /// The file in a line.
    package var line: String {
        let clusters =
            document.model.cluster == nil
            ? ""
            : moments.clustersFolded
                ? ", clusters not kept apart"
                : ", " + Words.count(moments.clusters.count, "cluster", "clusters")
        return
            "\(visible(held.path)): whole; \(Words.count(moments.rowCount, "person", "people"))\(clusters), "
            + Words.count(document.inputs.count, "input", "inputs") + ", " + sealWords
    }

    private var sealWords: String {
        guard let seal = document.seal else { return "not sealed" }
        return "sealed: no cell of fewer than \(seal.threshold) people"
    }

    package var text: String {
        let model = document.model
        var lines = [line, "model: " + visible(model.formula)]
        if let fit = document.fit {
            lines.append("family: \(fit.family), fitted in \(fit.iterations) iterations")
        }
        if let weights = model.weights { lines.append("weights: " + visible(weights)) }
        if let cluster = model.cluster { lines.append("cluster: " + visible(cluster)) }
        for factor in model.factors {
            lines.append(
                "levels of \(visible(factor.column)): "
                    + visible(factor.levels.joined(separator: ", "))
            )
        }
        if let seal = document.seal {
            if !seal.columns.isEmpty {
                lines.append(
                    "columns left out by the seal: " + visible(seal.columns.joined(separator: ", "))
                )
            }
            if seal.clusters > 0 {
                lines.append("clusters brought together by the seal: \(seal.clusters)")
            }
            if seal.patterns > 0 {
                lines.append("exposure patterns left out by the seal: \(seal.patterns)")
            }
        }
        let tables = [columns] + (patterns.isEmpty ? [] : [patterns]) + [inputs]
        return lines.joined(separator: "\n") + "\n\n"
            + tables.map(\.terminal.text).joined(separator: "\n")
    }

    /// Keys: `file`, `people`, `formula`, `family`, `weights`, `cluster`, `clusters`, `clusters_kept_apart`, `factors[].{column,levels}`,
    /// `columns[].{column,mean,standard_deviation,origin}`, `patterns[].{exposures,people}`,
    /// `inputs[].{path,sha256,rows_read,rows_analysed}`, `seal.{threshold,clusters,patterns,columns}` or null.
    package var json: JSONValue {
        let model = document.model
        return [
            "file": .string(held.path),
            "people": .integer(moments.rowCount),
            "formula": .string(model.formula),
            "family": .string(document.fit?.family ?? "gaussian"),
            "weights": .optional(model.weights),
            "cluster": .optional(model.cluster),
            "clusters": .integer(moments.clusters.count),
            "clusters_kept_apart": .boolean(!moments.clustersFolded),
            "factors": .array(
                model.factors.map {
                    ["column": .string($0.column), "levels": .strings($0.levels)]
                }
            ),
            "columns": columns.json,
            "patterns": patterns.json,
            "inputs": inputs.json,
            "seal": document.seal.map {
                [
                    "threshold": .integer($0.threshold), "clusters": .integer($0.clusters),
                    "patterns": .integer($0.patterns), "columns": .strings($0.columns),
                ]
            } ?? .null,
        ]
    }

    private var columns: ReportTable {
        let general = NumberFormat(notation: .general(digits: 6))
        let spread = moments.spread
        return ReportTable(
            name: "Columns",
            caption: "The columns of the model, the outcome last",
            columns: [
                .init("Column", key: "column"), .init("Mean", key: "mean", .decimal(places: 4)),
                .init("Std. deviation", key: "standard_deviation", .decimal(places: 4)),
                .init("Sums are about", key: "origin", .decimal(places: 4)),
            ],
            rows: moments.columns.indices.map { column in
                [
                    .text(moments.columns[column]), .number(spread[column].mean, general),
                    .number(spread[column].deviation, general),
                    .number(moments.origin[column], general),
                ]
            }
        )
    }

    private var patterns: ReportTable {
        let exposures = document.model.exposures
        return ReportTable(
            name: "Patterns",
            caption: "Exposure patterns",
            columns: [
                .init("Exposures", key: "exposures"), .init("People", key: "people", .integer),
            ],
            rows: moments.patterns.map { pattern in
                [
                    .names(
                        exposures.indices.filter { pattern.pattern >> UInt64($0) & 1 == 1 }
                            .map { exposures[$0] }
                    ), .integer(pattern.rowCount),
                ]
            }
        )
    }

    private var inputs: ReportTable {
        ReportTable(
            name: "Inputs",
            caption: "The files that are counted in",
            columns: [
                .init("Input", key: "path"), .init("Rows read", key: "rows_read", .integer),
                .init("Analysed", key: "rows_analysed", .integer), .init("SHA-256", key: "sha256"),
            ],
            rows: document.inputs.map {
                [
                    .text($0.path), .integer($0.rowsRead), .integer($0.rowsAnalysed),
                    .text($0.sha256),
                ]
            }
        )
    }
}
