internal import TopsliceApportionment
internal import TopsliceExactArithmetic
internal import TopsliceMoney
internal import TopsliceOptions
internal import TopsliceDoor
internal import TopsliceRecords
internal import TopsliceSpreadsheets

/// Claims on an estate as they were asked for.
package typealias ClaimsRequest = SharingRequest<ClaimsOptions>

extension ClaimsRequest {
    /// Reads the claims and divides the estate by every rule asked for.
    ///
    /// - Throws: `Faults` or `RequestFaults` in the user's words.
    package func run() throws -> ClaimsRun {
        let clock = ContinuousClock()
        let began = clock.now
        try options.refuse(options.columns)
        let form = try options.amounts.form()
        var inputs = InputList(request)
        let records: RecordTable
        var warnings: [TableWarning] = []
        if let inline = options.inline {
            records = inline
        } else if let file = options.file {
            let source = try TableSource(
                reading: file.value,
                mapping: options.columns?.value
            )
            records = try RecordTable(
                source,
                delimiter: delimiter,
                required: ClaimsOptions.columns,
                optional: ClaimsOptions.optionalColumns,
                currency: form.heading
            )
            warnings = source.warnings + records.notices.map { .notice($0) }
            inputs.add(source, rows: records.records.count)
        } else {
            throw RequestFaults(
                "no claims were named; give a file of claimants and claims, or 'file:' in a request"
            )
        }
        let table = try ClaimsTable(records, form)
        var faults = RequestFaults()
        let choice = RuleChoice<ClaimsRule>(options.rules, &faults)
        try faults.throwIfAny()
        let (estate, claimsTotal) = try estate(form, table)
        let problem = try Self.problem(estate, table)
        let findings = try findings(choice, problem, estate, file: table.file)
        return ClaimsRun(
            estate: estate,
            claimants: table.claims,
            claimsTotal: claimsTotal,
            rules: findings,
            input: inputs.records(seconds: began.duration(to: clock.now) / .seconds(1)),
            warnings: (warnings
                + TableWarning.namesAlike(among: table.claims.map(\.id), file: table.file))
                .map { .table($0) },
            options: resolved(estate, choice).printed
        )
    }

    private func resolved(_ estate: Money, _ choice: RuleChoice<ClaimsRule>) -> ClaimsOptions {
        var options = options.filled
        options.estate = Stated(estate.decimalText, at: "--estate")
        options.rules = choice.names
        options.amounts.currency = Stated(estate.currency.code, at: "--currency")
        return options
    }

    /// The estate, checked against what is claimed.
    private func estate(
        _ form: AmountForm,
        _ table: ClaimsTable
    ) throws -> (Money, claims: Money) {
        var faults = RequestFaults()
        guard let stated = options.estate else {
            throw RequestFaults("--estate: say what there is to divide, such as 1000.00")
        }
        guard let estate = form.amount(stated, &faults) else { throw faults }
        if estate.isNegative { faults.add(stated, "the estate is below zero: \(estate)") }
        try faults.throwIfAny()
        let total: Money
        do throws(MoneyError) {
            total = try Money.sum(table.claims.map(\.claim), in: form.currency)
        } catch {
            throw RequestFaults("\(table.file): \(error)")
        }
        let lines = table.claims.map(\.line)
        let range = "\(table.file), lines \(lines.min() ?? 1) to \(lines.max() ?? 1)"
        if estate.minorUnits > total.minorUnits {
            faults.add(
                stated,
                "the estate, \(estate), is above the claims together, \(total) (\(range)): "
                    + "everybody can be paid in full"
            )
        }
        try faults.throwIfAny()
        return (estate, total)
    }

    private static func problem(
        _ estate: Money,
        _ table: ClaimsTable
    ) throws(RequestFaults) -> ClaimsProblem {
        let claimants = table.claims.map {
            Claimant(
                id: $0.id,
                claim: $0.claim.exactMinorUnits,
                weight: $0.weight,
                cap: $0.cap?.exactMinorUnits,
                floor: $0.floor.exactMinorUnits,
                priority: $0.priority
            )
        }
        do throws(ClaimsError) {
            return try ClaimsProblem(estate: estate.exactMinorUnits, claimants: claimants)
        } catch {
            throw RequestFaults("\(table.file): \(words(error, estate.currency))")
        }
    }

    /// The library speaks of minor units; people of pounds.
    private static func words(_ error: ClaimsError, _ currency: Currency) -> String {
        func money(_ units: Rational) -> String {
            let money = try? Money(roundingMinorUnits: units, by: .down, currency: currency)
            return money?.formatted() ?? units.description
        }
        switch error {
        case .estateAboveCaps(let estate, let caps):
            return "the estate, \(money(estate)), is above what the caps let out, \(money(caps)): "
                + "\(money(estate - caps)) would be left"
        case .estateBelowFloors(let estate, let floors):
            return "the estate, \(money(estate)), is below the floors together, \(money(floors))"
        default: return error.description
        }
    }

    private func findings(
        _ choice: RuleChoice<ClaimsRule>,
        _ problem: ClaimsProblem,
        _ estate: Money,
        file: String
    ) throws(RequestFaults) -> [ClaimsFinding] {
        let perMajor = Rational(estate.currency.minorUnitsPerMajor)
        let proportional = (try? problem.awards(by: .proportional))?.map { $0 / perMajor }
        var faults = RequestFaults()
        var findings: [ClaimsFinding] = []
        for stated in choice.rules {
            let rule = stated.value
            do throws(ClaimsGap) {
                let awards = try Self.awards(by: rule, problem, proportional, estate, file: file)
                findings.append(ClaimsFinding(rule: rule, outcome: .awards(awards)))
            } catch {
                if choice.areNamed {
                    faults.add(stated, "rule '\(rule.rawValue)' does not apply: \(error)")
                }
                findings.append(ClaimsFinding(rule: rule, outcome: .notApplicable(error)))
            }
        }
        try faults.throwIfAny()
        return findings
    }

    /// - Parameter proportional: the awards in proportion to claims, in major units, where there are some.
    private static func awards(
        by rule: ClaimsRule,
        _ problem: ClaimsProblem,
        _ proportional: [Rational]?,
        _ estate: Money,
        file: String
    ) throws(ClaimsGap) -> ClaimsAwards {
        let awards: [Rational]
        do throws(ClaimsError) {
            awards = try problem.awards(by: rule)
        } catch {
            throw .claims(error)
        }
        let allocation: Allocation
        do throws(ApportionmentError) {
            allocation = try Allocation(
                exactShares: awards,
                ids: problem.claimants.map(\.id),
                currency: estate.currency,
                rule: rule.title
            )
        } catch {
            throw .money(.division(error))
        }
        let perMajor = Rational(estate.currency.minorUnitsPerMajor)
        let major = awards.map { $0 / perMajor }
        do throws(MoneyError) {
            return ClaimsAwards(
                awards: major.map { Quantity($0) },
                versusProportional: proportional.map {
                    zip(major, $0).map { Quantity($0 - $1) }
                },
                money: try DividedMoney(allocation, from: "estate", source: file)
            )
        } catch {
            throw .money(.journal(error))
        }
    }
}
