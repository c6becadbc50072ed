internal import TopsliceApportionment
internal import TopsliceExactArithmetic
internal import TopsliceMoney
internal import TopsliceOptions
internal import TopsliceDoor
internal import TopsliceRecords
internal import TopsliceSpreadsheets

/// A division into whole units as it was asked for.
package typealias ApportionRequest = SharingRequest<ApportionOptions>

extension ApportionRequest {
    /// Reads the weights or the table and rounds.
    ///
    /// - Throws: `Faults` or `RequestFaults` in the user's words.
    package func run() throws -> ApportionRun {
        let clock = ContinuousClock()
        let began = clock.now
        try options.refuse(options.columns)
        let terms = try ApportionTerms(options)
        var inputs = InputList(request)
        let part =
            options.isTable == true
            ? try roundedTable(terms, &inputs) : try dividedList(terms, &inputs)
        return ApportionRun(
            method: terms.methodName,
            total: part.total,
            division: part.division,
            input: inputs.records(seconds: began.duration(to: clock.now) / .seconds(1)),
            warnings: part.warnings,
            options: resolved(terms, part.total).printed.map {
                // A table is rounded by a method of its own.
                $0.name == "method" ? ($0.name, terms.methodName) : $0
            }
        )
    }

    private func resolved(_ terms: ApportionTerms, _ total: Money) -> ApportionOptions {
        var options = options.filled
        let text = Stated(total.decimalText, at: terms.totalPlace)
        if terms.isMoney { options.amount = text } else { options.units = text }
        options.isTable = terms.isTable
        options.amounts.currency =
            terms.isMoney ? Stated(terms.form.currency.code, at: "--currency") : nil
        return options
    }

    struct Part {
        var total: Money
        var division: ApportionRun.Division
        var warnings: [SharingWarning]
    }

    func requireFile() throws(RequestFaults) -> Stated<String> {
        guard let file = options.file else {
            throw RequestFaults(
                "nothing to divide by was named; give a file of ids and weights, or 'file:' in a request"
            )
        }
        return file
    }

    private func dividedList(
        _ terms: ApportionTerms,
        _ inputs: inout InputList
    ) throws -> Part {
        guard let total = terms.total else {
            throw RequestFaults(
                "say what to divide: --amount 1000000.00 (money) or --units 26 (whole things)"
            )
        }
        let records: RecordTable
        var warnings: [TableWarning] = []
        if let inline = options.inline {
            records = inline
        } else {
            let source = try TableSource(
                reading: try requireFile().value,
                mapping: options.columns?.value
            )
            records = try RecordTable(
                source,
                delimiter: delimiter,
                required: ApportionOptions.columns,
                optional: ApportionOptions.optionalColumns,
                currency: terms.form.heading
            )
            warnings = source.warnings + records.notices.map { .notice($0) }
            inputs.add(source, rows: records.records.count)
        }
        let recipients = try RecipientTable(records, terms).recipients
        let divided = recipients.map {
            Recipient(
                id: $0.id,
                weight: $0.weight,
                floor: $0.floor?.minorUnits ?? 0,
                cap: $0.cap?.minorUnits
            )
        }
        let allocation: Allocation
        let tie: DivisionTie?
        do throws(ApportionmentError) {
            allocation = try Allocation(of: total, among: divided, by: terms.method)
            tie = try WholeDivision(total: total.minorUnits, recipients: divided)
                .tie(by: terms.method)
        } catch {
            throw RequestFaults("\(records.file): \(terms.words(error))")
        }
        let perMajor = Rational(total.currency.minorUnitsPerMajor)
        let list = ApportionedList(
            recipients: recipients,
            money: try DividedMoney(
                allocation,
                from: terms.isMoney ? "amount" : "units",
                source: records.file
            ),
            exactShares: allocation.parts.map { Quantity($0.exact / perMajor) },
            tie: tie
        )
        return Part(
            total: total,
            division: .list(list),
            warnings: (warnings
                + TableWarning.namesAlike(among: recipients.map(\.id), file: records.file))
                .map { .table($0) }
        )
    }
}
