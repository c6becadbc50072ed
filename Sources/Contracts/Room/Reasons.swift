package import TopsliceExactArithmetic

/// Why a party is entitled to something: a fact, which reports put into words.
package enum EntitlementReason: String, Sendable, Hashable, CaseIterable {
    case attached
    case achieved
    case sustained
    /// Paid before for less, and set against the whole.
    case setOff
    /// Paid for what did not last.
    case clawedBack
    /// More for one person than is agreed.
    case overPersonCap
    case advanced
    case recovered
    case exitCost
    case toppedUp
    /// The fund that should have paid it has no more.
    case fundEmpty
    case overPayerCap
    case overSpendingLimit
    case fee
    case gain
    case triggered
    case impact
    case passedOn
    case novated
    case released
}

/// Why something that was recorded is not paid for.
package enum UnpaidReason: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
    /// The day lies outside the days the clause pays for.
    case outsidePeriod
    /// The contract had ended by a break.
    case afterBreak
    case notReferred
    case beforeReferral
    /// The person was not eligible on the day.
    case notEligible
    case afterLeaving
    case afterDeath
    /// The same thing was paid for this person before.
    case paidBefore
    /// The same thing was paid for this person by another payer.
    case paidByAnother
    /// A better outcome of the person is paid.
    case betterPaid
    case noEvidence
    case evidenceLate
    case claimedLate
    /// It did not last long enough, or has not yet.
    case notSustained
    /// As many would have come about anyway.
    case deadweight
    case beyondBands
    case noTariffForNeed
    case overCap
    case overYearCap
    case overPersonCap
}

/// A figure of a clause's working, named for what it is.
package struct ClauseFigure: Sendable, Hashable {
    package let name: Name
    package let value: Value

    package enum Name: String, Sendable, Hashable, CaseIterable {
        case paidClaims
        case people
        case deadweight
        case cap
        case advance
        case recovered
        case notRecovered
        case clawedBack
        case setOff
        case cutAtPersonCap
        case breakDay
        case breakOpened
        case toppedUp
        case notToppedUp
        case leftInFund
        case abovePayerCap
        case chargedToDel
        case chargedToAme
        case aboveSpendingLimit
        case releasedToDel
        case retainedInAme
        case achieved
        case target
        case gain
        case sharedGain
        case cohortsMet
        case pooledMet
        case impact
        case impactAtLow
        case impactAtHigh
        case reachesSmall
        case shareOfSmall
        case novated
        case gatesPassed
    }

    package enum Value: Sendable, Hashable {
        case count(Rational)
        /// In pence.
        case money(Rational)
        /// Days since 1 January 1970.
        case day(Int32)
        case answer(Bool)
        /// A part of one.
        case percent(Rational)
    }

    init(_ name: Name, _ value: Value) {
        self.name = name
        self.value = value
    }
}
