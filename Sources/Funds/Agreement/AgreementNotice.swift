package import TopsliceContracts
package import TopsliceRecords

/// Something of a sound agreement that its signatories should look at, with its place: what it says without
/// effect, and what it leaves unlimited or unmeasured. A fact, which reports put into words.
package struct AgreementNotice: Sendable, Hashable {
    package let place: FilePlace
    package let subject: Subject

    package enum Subject: Sendable, Hashable {
        // What nothing uses, by identifier.
        case unusedRiskClause(String)
        case unusedSavingsShare(String)
        case unusedOutcome(String)
        case unusedPartner(String)
        case unusedPhase(String)
        /// A provider that passes money on and is paid none.
        case unusedLink(prime: String, sub: String)
        // What is said where it cannot act.
        case measuredWithoutWeight(share: String)
        case agreedWithoutWeight(share: String)
        case columnWithoutEffect(column: String, table: String)
        /// A cap or floor of a partner that has no part to begin with.
        case limitWithoutPart(key: String, partner: String)
        /// Lines that are netted have used their underspends before a waterfall asks for them.
        case underspendsAlreadyNetted(clause: String)
        /// Aligned money is to count, and there is none.
        case noAlignedMoney
        /// The orientation of a game whose rule gives the same shares either way.
        case orientationWithoutEffect(rule: String)
        /// A yearly rise counted from 29 February; phases that begin on 28 February come a day before it.
        case leapAnniversary(contribution: String, phasesDayBefore: [String])
        case unlimitedAME(saving: String)
        /// The interval of a measured saving, whose coverage is given in words, holds nothing.
        case savingMayBeNothing(beneficiary: String, file: String, confidence: String)
        case harmMeasured(partner: String, share: String)
        case withdrawnBeforeStart(people: Int, of: Int)
        case withoutConsent(people: Int, of: Int)
        /// What a clause about people says without effect.
        case clause(id: String, ClauseNotice)
        /// What was left out of a sheet of a workbook, or read in spite of something.
        case sheet(TableNotice.Kind)
        /// What an attribution that measures shares says about them.
        case evidence(MeasuredEvidence.Caution)
    }

    init(_ place: FilePlace, _ subject: Subject) {
        self.place = place
        self.subject = subject
    }
}
