/// That covariates with missing values are imputed, rather than their rows left out.
package struct ImputationPlan: Sendable, Equatable, Codable {
    package static let mostTables = 200

    /// Completed tables, two or more.
    package var tables: Int
    package var seed: UInt64

    package init(tables: Int, seed: UInt64 = 1) {
        self.tables = tables
        self.seed = seed
    }
}
