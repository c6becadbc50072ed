/// Moments with what they are moments of: enough to fit the model again, and to refuse moments of another.
///
/// The text form is described at `MomentsDocument.text`. No row of the cohort can be told from it, but a cluster or pattern
/// with few people in it may disclose something of them: who passes such a file on should look at the counts.
package struct MomentsDocument: Sendable, Equatable {
    package var moments: Moments
    package var model: Model
    /// The files that were counted in, each once.
    package var inputs: [Input]
    /// What was suppressed so that the file may leave where it was made; nil where nothing was looked at.
    package var seal: Seal?
    /// The fit whose last step these are the moments of; nil for least squares.
    package var fit: Fit?

    /// What the columns of the moments are.
    package struct Model: Sendable, Equatable {
        package var formula: String
        package var hasIntercept: Bool
        /// Column of weights; nil for ones.
        package var weights: String?
        /// Column of clusters; nil for one sum over all rows.
        package var cluster: String?
        /// Columns that the patterns are made of: bit k of a pattern is exposure k.
        package var exposures: [String]
        /// Factors with their levels in order.
        package var factors: [Factor]

        package init(
            formula: String,
            hasIntercept: Bool,
            weights: String? = nil,
            cluster: String? = nil,
            exposures: [String] = [],
            factors: [Factor] = []
        ) {
            self.formula = formula
            self.hasIntercept = hasIntercept
            self.weights = weights
            self.cluster = cluster
            self.exposures = exposures
            self.factors = factors
        }
    }

    package struct Factor: Sendable, Equatable {
        package var column: String
        package var levels: [String]

        package init(column: String, levels: [String]) {
            self.column = column
            self.levels = levels
        }
    }

    package struct Input: Sendable, Equatable {
        package var path: String
        /// SHA-256 of the bytes, 64 hexadecimal digits.
        package var sha256: String
        package var rowsRead: Int
        package var rowsAnalysed: Int

        package init(path: String, sha256: String, rowsRead: Int, rowsAnalysed: Int) {
            self.path = path
            self.sha256 = sha256
            self.rowsRead = rowsRead
            self.rowsAnalysed = rowsAnalysed
        }
    }

    package init(
        moments: Moments,
        model: Model,
        inputs: [Input],
        seal: Seal? = nil,
        fit: Fit? = nil
    ) {
        self.moments = moments
        self.model = model
        self.inputs = inputs
        self.seal = seal
        self.fit = fit
    }

    /// The moments of both sets of files.
    ///
    /// Fit to leave only where both are.
    ///
    /// - Throws: where they are of different models, or a file is counted in both, however long ago; where either was fitted to
    ///   rows of its own, since both would settle elsewhere together.
    package func merged(with other: MomentsDocument) throws(MomentsMergeError) -> MomentsDocument {
        if let family = fit?.family ?? other.fit?.family { throw .fitted(family: family) }
        if let difference = model.difference(from: other.model) {
            throw .differentModels(difference)
        }
        for input in other.inputs {
            if let twin = inputs.first(where: { $0.sha256 == input.sha256 }) {
                throw .sameInput(first: twin.path, second: input.path)
            }
        }
        guard moments.columns == other.moments.columns else {
            throw .differentColumns(
                first: missing(from: other),
                second: other.missing(from: self),
                isSealed: seal != nil || other.seal != nil
            )
        }
        return MomentsDocument(
            moments: try moments.merged(with: other.moments),
            model: model,
            inputs: inputs + other.inputs,
            seal: seal.flatMap { own in other.seal.map { own.merged(with: $0) } }
        )
    }

    /// The columns that another document lacks.
    private func missing(from other: MomentsDocument) -> [String] {
        moments.columns.filter { !other.moments.columns.contains($0) }
    }
}

extension MomentsDocument.Model {
    /// The first thing in which two models differ, in words; nil where they are the same.
    func difference(from other: Self) -> String? {
        func differ(_ what: String, _ first: String?, _ second: String?) -> String? {
            first == second ? nil : "\(what): \(first ?? "none") and \(second ?? "none")"
        }
        if let found = differ("formulas", formula, other.formula)
            ?? differ("weights", weights, other.weights)
            ?? differ("cluster columns", cluster, other.cluster)
            ?? differ(
                "exposures",
                exposures.joined(separator: ", "),
                other.exposures.joined(separator: ", ")
            )
            ?? differ(
                "factors",
                factors.map(\.column).joined(separator: ", "),
                other.factors.map(\.column).joined(separator: ", ")
            )
        {
            return found
        }
        for (own, twin) in zip(factors, other.factors) where own.levels != twin.levels {
            let levels = [own.levels, twin.levels].map { $0.joined(separator: ", ") }
            return "levels of '\(own.column)': \(levels[0]) and \(levels[1])"
        }
        return hasIntercept == other.hasIntercept ? nil : "one has an intercept, the other none"
    }
}
