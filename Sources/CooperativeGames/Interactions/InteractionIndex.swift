/// A way to say how much a group of players adds beyond its parts.
///
/// With the Harsanyi dividends d, and t = |T|, s = |S|; the order k is the largest group reported.
public enum InteractionIndex: String, Sendable, Hashable, CaseIterable {
    /// Shapley interaction index, Σ_{T⊇S} d(T)/(t−s+1). Grabisch and Roubens (1999).
    case shapley
    /// Banzhaf interaction index, Σ_{T⊇S} d(T)/2^{t−s}.
    case banzhaf
    /// Chaining interaction index, Σ_{T⊇S} (s/t) d(T). Marichal and Roubens (1999).
    case chaining
    /// Shapley-Taylor index: d(S) below order k, Σ_{T⊇S} d(T)/C(t,k) at it. Sundararajan and others (2020).
    case shapleyTaylor
    /// k-Shapley values: Shapley interactions folded down so that all orders sum to v(N).
    /// Lundberg and others (2020), Bordt and von Luxburg (2023).
    case aggregatedShapley
    /// Faithful Shapley interactions: the best fit of order k under Shapley weights. Tsai and others (2023).
    case faithfulShapley
    /// Faithful Banzhaf interactions: the best fit of order k in plain least squares. Tsai and others (2023).
    case faithfulBanzhaf
    /// The k-additive game fitted under Shapley weights, as Shapley interactions. Pelegrina and others (2023).
    case kAdditiveShapley
    /// Harsanyi dividends themselves, also called Möbius transform or internal interaction.
    case dividends
    /// Σ_{T⊇S} d(T): the alternating sum with everybody else present; also called co-Möbius, external interaction.
    case externalDividends
    /// Generalised Shapley value of a group joining as one, Σ_T t!(n−t−s)!/(n−s+1)! [v(S∪T) − v(T)]. Marichal (2000).
    case generalisedShapley
    /// Joint Shapley value of groups up to size k that join as one. Harris and others (2022).
    case jointShapley
}

/// The index of every coalition of at least one and at most `order` players.
public struct Interactions<Scalar: GameScalar>: Sendable, Equatable {
    public let index: InteractionIndex
    public let order: Int
    /// By size, then by players in dictionary order.
    public let entries: [Entry]
    /// The constant that belongs to the index (S = ∅), zero where the index has none.
    public let constant: Scalar

    public struct Entry: Sendable, Equatable {
        public let coalition: Coalition
        public let value: Scalar
    }

    /// The value of one coalition; nil where its size is beyond the order.
    public subscript(coalition: Coalition) -> Scalar? {
        entries.first { $0.coalition == coalition }?.value
    }
}

/// Every coalition of `sizes` players, by size, then by players in dictionary order.
func coalitions(playerCount: Int, sizes: ClosedRange<Int>) -> [Int] {
    sizes.flatMap { size -> [Int] in
        var result: [Int] = []
        func extend(_ mask: Int, from first: Int, left: Int) {
            if left == 0 {
                result.append(mask)
                return
            }
            for player in stride(from: first, through: playerCount - left, by: 1) {
                extend(mask | 1 << player, from: player + 1, left: left - 1)
            }
        }
        extend(0, from: 0, left: size)
        return result
    }
}
