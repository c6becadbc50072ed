/// How an attribution is made once more by augmented inverse probability weighting (AIPW), beside standardisation.
package struct CrossCheckPlan: Sendable, Equatable, Codable {
    /// Parts of the rows (of the clusters, where there are some): each is weighed by models of the others. One for no such parts.
    package var folds: Int
    /// No person counts more than so many times; nil for no cap.
    package var cap: Double?

    package init(folds: Int, cap: Double?) {
        self.folds = folds
        self.cap = cap
    }

    package static let standard = CrossCheckPlan(folds: 5, cap: 50)
    /// 2^10 probabilities a person.
    package static let mostAgencies = 10
}
