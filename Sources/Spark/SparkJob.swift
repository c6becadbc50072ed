package import TopsliceCohortData
package import TopsliceRegression

/// What Spark is to make of a table: the files that other commands go on from, without a row leaving the cluster.
package struct SparkJob: Sendable {
    package var source: Source
    package var product: Product
    /// Texts that count as missing besides the empty one.
    package var missing: [String] = []
    /// Column of how many people each row stands for; nil for one each.
    package var counts: String?

    /// Where the rows are.
    package enum Source: Sendable, Equatable {
        /// A file, a folder or a pattern, on anything that Spark reads (`s3a://…`, `abfss://…`, `dbfs:/…`).
        case parquet(String)
        /// A table of Spark's catalogue, perhaps with its schema.
        case table(String)
        /// A statement of Spark SQL that only reads.
        case query(String)
    }

    package enum Product: Sendable {
        /// The distinct rows of some columns with their people; fewer than `leastPeople` are left out.
        case cells(columns: [String], leastPeople: Int)
        case moments(Model)
    }

    /// A model whose moments are gathered; of another family than least squares, at its solution.
    package struct Model: Sendable {
        package var formula: Formula
        package var family: Family
        package var cluster: String?
        package var weights: String?
        package var exposures: [String]

        package init(
            formula: Formula,
            family: Family = .gaussian,
            cluster: String? = nil,
            weights: String? = nil,
            exposures: [String] = []
        ) {
            self.formula = formula
            self.family = family
            self.cluster = cluster
            self.weights = weights
            self.exposures = exposures
        }
    }

    package init(source: Source, product: Product) {
        self.source = source
        self.product = product
    }

    /// - Throws: where Spark cannot make it, with what can.
    package func check() throws(SparkError) {
        switch product {
        case .cells(let columns, _):
            var seen: Set<String> = []
            for column in columns where !seen.insert(column).inserted {
                throw .repeatedColumn(column)
            }
            let name = counts ?? CountsColumn.name
            if columns.contains(name) { throw .countAmongColumns(name) }
        case .moments(let model):
            guard model.formula.absorbed.isEmpty else { throw .absorbed(model.formula.absorbed) }
            guard model.family == .gaussian || model.exposures.isEmpty else {
                throw .exposuresOfFit(model.family)
            }
            guard model.exposures.count <= 62 else { throw .tooManyExposures }
        }
    }
}

/// The column of people where the table has none.
enum CountsColumn {
    static let name = "people"
}
