import TopsliceContracts
import TopsliceExactArithmetic
import TopsliceFormats
import TopsliceMoney

extension UnpaidReason {
    /// Why something recorded is not paid for.
    var words: String {
        switch self {
        case .outsidePeriod: "outside the days the clause pays for"
        case .afterBreak: "after the contract was broken"
        case .notReferred: "nobody referred the person"
        case .beforeReferral: "before the referral"
        case .notEligible: "the person was not eligible on the day"
        case .afterLeaving: "after the person left"
        case .afterDeath: "after the person died"
        case .paidBefore: "paid for this person already"
        case .paidByAnother: "paid for this person by another payer"
        case .betterPaid: "a better outcome of the person is paid"
        case .noEvidence: "without evidence"
        case .evidenceLate: "the evidence came too late"
        case .claimedLate: "claimed too late"
        case .notSustained: "did not last long enough, or not yet"
        case .deadweight: "would have come about anyway (deadweight)"
        case .beyondBands: "beyond the bands"
        case .noTariffForNeed: "no tariff for the need"
        case .overCap: "above the cap"
        case .overYearCap: "above the cap of the year"
        case .overPersonCap: "above the cap of the person"
        }
    }
}

extension ClauseFigure.Name {
    var words: String {
        switch self {
        case .paidClaims: "claims paid"
        case .people: "people above the cap"
        case .deadweight: "deadweight"
        case .cap: "cap"
        case .advance: "advanced"
        case .recovered: "recovered"
        case .notRecovered: "not recovered"
        case .clawedBack: "clawed back"
        case .setOff: "set off"
        case .cutAtPersonCap: "cut at the cap"
        case .breakDay: "broken on"
        case .breakOpened: "break is open"
        case .toppedUp: "topped up"
        case .notToppedUp: "not topped up, since the fund is empty"
        case .leftInFund: "left in the fund"
        case .abovePayerCap: "above the cap of the payer"
        case .chargedToDel: "charged to the departmental limit (DEL)"
        case .chargedToAme: "charged to annually managed expenditure (AME)"
        case .aboveSpendingLimit: "above the limits"
        case .releasedToDel: "saved in AME and released to DEL"
        case .retainedInAme: "saved in AME and kept"
        case .achieved: "achieved"
        case .target: "target"
        case .gain: "gain against the benchmark"
        case .sharedGain: "shared"
        case .cohortsMet: "cohorts that reached the threshold"
        case .pooledMet: "all together reach theirs"
        case .impact: "outcomes brought about"
        case .impactAtLow: "paid at the lower end"
        case .impactAtHigh: "paid at the upper end"
        case .reachesSmall: "reaches small suppliers"
        case .shareOfSmall: "share of small suppliers"
        case .novated: "goes to the new provider"
        case .gatesPassed: "gates passed"
        }
    }

    /// As JSON calls it.
    var key: String {
        rawValue.reduce(into: "") { key, letter in
            key += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
        }
    }
}

extension ClauseFigure.Value {
    /// - Parameter money: how an amount is written.
    func words(_ money: (Rational) -> String) -> String {
        switch self {
        case .count(let number): number.shown
        case .money(let exact): money(exact)
        case .day(let day): "\(written(day))"
        case .answer(let answer): answer ? "yes" : "no"
        case .percent(let part):
            (part * 100).decimal(places: 2, rounding: .nearestOrAwayFromZero) + "%"
        }
    }
}

extension Currency {
    /// Exact minor units to the nearest of them, for reading; what is paid is rounded once for the clause.
    func text(_ minorUnits: Rational) -> String {
        (minorUnits / Rational(minorUnitsPerMajor))
            .decimal(places: minorDigits, rounding: .nearestOrAwayFromZero)
    }

    /// The same with its sign and separators, for pages.
    func signed(_ minorUnits: Rational) -> String {
        let money = try? Money(
            roundingMinorUnits: minorUnits,
            by: .nearestOrAwayFromZero,
            currency: self
        )
        // What is more than an amount can hold has its digits and no separators.
        return money?.formatted() ?? (symbol ?? code + " ") + text(minorUnits)
    }

    /// With at least the decimals of the currency, and more where there are more; a fraction where they do not end.
    func exactText(_ minorUnits: Rational) -> String {
        let exact = minorUnits / Rational(minorUnitsPerMajor)
        if minorUnits.isInteger { return exact.decimal(places: minorDigits, rounding: .down) }
        return exact.exactDecimal ?? exact.description
    }
}

extension ClauseKind {
    var words: String {
        switch self {
        case .attachment: "attachment"
        case .outcome: "outcome"
        case .sustainment: "sustained outcome"
        case .interim: "interim payment"
        case .bestOf: "best of several"
        case .personCap: "cap for a person"
        case .advance: "advance"
        case .break: "break"
        case .topUp: "top-up fund"
        case .payerCap: "cap of a payer"
        case .spendingLimit: "limits of spending"
        case .atRisk: "fee at risk"
        case .gainShare: "share of gain and loss"
        case .trigger: "trigger"
        case .netImpact: "net impact"
        case .chain: "chain of suppliers"
        case .novation: "novation"
        case .jointGate: "joint gate"
        }
    }
}
