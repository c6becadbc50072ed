internal import TopsliceAttribution

/// Whether money can follow measured shares at the planned size, and how far it should.
package struct SharePayment: Sendable, Equatable {
    package enum Answer: String, Sendable, CaseIterable {
        /// By measured shares alone.
        case alone
        /// By a blend of measured and agreed shares.
        case blended
        /// By agreed shares.
        case no
    }

    /// Why the answer is not the better one. Words are made where they are printed.
    package enum Reason: Sendable, Equatable {
        /// What the pilot found may not be claimed at all.
        case pilotNotIdentified
        case agencyNotIdentified([String])
        /// Nothing was achieved together that could be shared.
        case nothingToShare
        /// The chance that all together are told from nothing.
        case totalNotTold(power: Double)
        /// The pilot does not show that the shares differ from the agreed ones.
        case asAgreed
        /// The part of the money that lands elsewhere by chance.
        case misplacedByChance(Double)

        /// How files name it.
        package var key: String {
            switch self {
            case .pilotNotIdentified: "pilot_not_identified"
            case .agencyNotIdentified: "agency_not_identified"
            case .nothingToShare: "nothing_to_share"
            case .totalNotTold: "total_not_told"
            case .asAgreed: "as_agreed"
            case .misplacedByChance: "misplaced_by_chance"
            }
        }
    }

    /// Below this chance of telling all together from nothing no money follows shares.
    package static let leastPower = 0.8
    /// Up to this part of the money landing elsewhere by chance, measured shares carry it alone.
    package static let mostMisplaced = 0.05

    package let answer: Answer
    package let reasons: [Reason]
    /// w of w × measured + (1 − w) × agreed with the least expected squared distance from the true shares.
    package let measuredWeight: Double
    /// The part of the money that lands with another agency by chance, by measured shares and by the blend; nil without shares.
    package let misplacedMeasured: Double?
    package let misplacedBlended: Double?
    /// The part that agreed shares give to another agency than caused it, by the pilot, less what chance alone would show.
    package let misplacedAgreed: Double?

    private init(
        _ answer: Answer,
        _ reasons: [Reason],
        weight: Double = 0,
        misplaced: Double? = nil,
        agreed: Double? = nil
    ) {
        self.answer = answer
        self.reasons = reasons
        measuredWeight = weight
        misplacedMeasured = misplaced
        misplacedBlended = misplaced.map { $0 * weight }
        misplacedAgreed = agreed
    }

    /// - Parameter totalPower: the chance that all together are told from nothing; nil where not identified.
    init(_ pilot: PilotStudy, _ question: PowerQuestion, totalPower: Double?) {
        let unknown = pilot.agencies.filter { $0.standardError == nil }.map(\.name)
        var reasons: [Reason] = []
        if pilot.standing == .notIdentified { reasons.append(.pilotNotIdentified) }
        if !unknown.isEmpty { reasons.append(.agencyNotIdentified(unknown)) }
        guard let shares = pilot.shares, unknown.isEmpty, let totalPower else {
            if pilot.shares == nil { reasons.append(.nothingToShare) }
            self.init(.no, reasons)
            return
        }
        let variances = Self.shareVariances(shares, pilot)
        let factor = pilot.varianceFactor(at: question.size)
        let noise = variances.reduce(0, +)
        let differences = zip(shares, question.agreed).map { $0 - $1 }
        let distance = differences.reduce(0) { $0 + $1 * $1 }
        // The squared distance of pilot and agreement has the pilot's noise in it, which is taken off.
        let signal = max(0, distance - noise)
        let misplaced = Self.misplaced(variances.map { $0 * factor })
        if totalPower < Self.leastPower { reasons.append(.totalNotTold(power: totalPower)) }
        if signal == 0 { reasons.append(.asAgreed) }
        let answer: Answer
        if !reasons.isEmpty {
            answer = .no
        } else if misplaced > Self.mostMisplaced {
            answer = .blended
            reasons = [.misplacedByChance(misplaced)]
        } else {
            answer = .alone
        }
        let apart = differences.reduce(0) { $0 + $1.magnitude } / 2
        self.init(
            answer,
            reasons,
            weight: signal == 0 ? 0 : signal / (signal + noise * factor),
            misplaced: misplaced,
            agreed: distance == 0 ? 0 : apart * (signal / distance).squareRoot()
        )
    }

    /// The weight to be agreed: one where measured shares carry the money alone, nought where they cannot.
    package var agreedWeight: Double {
        switch answer {
        case .alone: 1
        case .blended: measuredWeight
        case .no: 0
        }
    }

    /// Variances of the shares by the delta method: s = φ / Σφ, whose derivative by φ is (I − s 1ᵀ) / Σφ.
    private static func shareVariances(_ shares: [Double], _ pilot: PilotStudy) -> [Double] {
        let total = pilot.total.contribution
        let withTotal = pilot.covariancesWithTotal
        let ofTotal = withTotal.reduce(0, +)
        return shares.indices.map { index in
            let share = shares[index]
            let variance =
                pilot.covariance[index][index] - 2 * share * withTotal[index]
                + share * share * ofTotal
            return max(0, variance) / (total * total)
        }
    }

    /// Half the sum of the mean deviations of normal shares: what one is given too much another gets too little.
    private static func misplaced(_ variances: [Double]) -> Double {
        variances.reduce(0) { $0 + (2 * $1 / Double.pi).squareRoot() } / 2
    }
}
