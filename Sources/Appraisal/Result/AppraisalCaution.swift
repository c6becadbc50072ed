import TopsliceExactArithmetic
package import TopsliceRecords

/// What a reader of an appraisal must know before its figures are used.
package enum AppraisalCaution: Sendable, Hashable {
    /// Rows of benefits, by name, that state nothing for what would have happened anyway.
    case withoutDeadweight([String])
    /// No cost of commissioning itself.
    case withoutCommissioning
    /// Successes, by name, that are paid for without anybody knowing how many there would have been anyway.
    case withoutComparison(String)
    /// Fewer successes than without the programme.
    case harm(String)
    /// What came back is spent again later.
    case paybackIsLost
    /// Rows of benefits whose impact is measured without an interval.
    case withoutInterval([String])
    /// What was left out of a sheet of a workbook, or read in spite of something.
    case sheet(TableNotice)
}

extension Appraisal {
    package var cautions: [AppraisalCaution] {
        var cautions: [AppraisalCaution] = []
        func rows(_ fits: (BenefitRow) -> Bool) -> [String] {
            terms.benefits.filter(fits).map(\.name)
        }
        let gross = rows { row in !row.factors.contains { $0.kind == .deadweight } }
        if !gross.isEmpty { cautions.append(.withoutDeadweight(gross)) }
        let points = rows { row in
            row.factors.contains { $0.kind == .impact && $0.range == nil }
        }
        if !points.isEmpty { cautions.append(.withoutInterval(points)) }
        if beforeCommissioning == nil { cautions.append(.withoutCommissioning) }
        for success in terms.successes {
            guard let attributable = success.attributable else {
                cautions.append(.withoutComparison(success.name))
                continue
            }
            if attributable.isNegative { cautions.append(.harm(success.name)) }
        }
        if payback?.isLostAgain == true { cautions.append(.paybackIsLost) }
        return cautions + terms.notices.map { .sheet($0) }
    }
}
