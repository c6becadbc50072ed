internal import TopsliceOptions
internal import TopsliceRecords
internal import TopsliceCooperativeGames
internal import TopsliceExactArithmetic
internal import TopsliceDoor

/// A game as it was asked for: a table of what coalitions pay or gain, rules and options.
package typealias GameRequest = SharingRequest<GameOptions>

extension GameRequest {
    /// Most players for exact fractions; above it Doubles are used.
    package static var exactPlayers: Int { Game<Rational>.exactPlayerLimit }
    /// Most players for which interactions are listed.
    package static var interactionPlayers: Int { 16 }
    /// Most players of a table with missing coalitions.
    package static var partialPlayers: Int { 16 }

    /// Reads the table, checks the options against it and applies the rules.
    ///
    /// - Throws: `Faults` or `RequestFaults` in the user's words.
    package func run() throws -> GameRun {
        let clock = ContinuousClock()
        let began = clock.now
        try options.refuse(options.columns)
        let form = try options.amounts.form()
        guard let table = try readTable(form) else {
            throw RequestFaults(
                "no game was named; give a file of coalitions and values, or 'file:' in a request"
            )
        }
        let parameters = try GameParameters(options, form, table)
        let entries = try changes(table, parameters)
        let found =
            table.players.count <= Self.exactPlayers
            ? try GameEvaluation<Rational>(table, entries, parameters).findings()
            : try GameEvaluation<Double>(table, entries, parameters).findings()
        let seconds = began.duration(to: clock.now) / .seconds(1)
        return found.run(
            table,
            parameters,
            input: inputs(table, seconds: seconds),
            warnings: warnings(table, parameters) + found.refusals
        )
    }

    private func readTable(_ form: AmountForm) throws -> GameTable? {
        if let values = options.inline, let request {
            return try GameTable(values: values, file: request.path, sha256: request.sha256)
        }
        return try options.file.map {
            try GameTable.read(
                $0.value,
                columns: options.columns?.value,
                delimiter: delimiter,
                form: form
            )
        }
    }

    /// Values less that of nobody, which must be zero unless changes were asked for.
    private func changes(
        _ table: GameTable,
        _ parameters: GameParameters
    ) throws(Faults) -> [GameTable.Entry] {
        guard let nobody = table.emptyCoalition, !nobody.value.isZero else { return table.entries }
        guard parameters.fromBaseline else {
            throw Faults(
                table.fault(
                    ofNobody: nobody,
                    remedy: "; pass --from-baseline to share the changes from it"
                )
            )
        }
        return table.entries.map { entry in
            GameTable.Entry(
                members: entry.members,
                value: entry.value - nobody.value,
                standardError: entry.standardError,
                place: entry.place,
                column: entry.column
            )
        }
    }

    private func inputs(_ table: GameTable, seconds: Double) -> [InputRecord] {
        var list = InputList(request)
        if options.inline == nil {
            if let mapping = table.mapping {
                list.add(mapping.path, sha256: mapping.sha256, rows: 0)
            }
            list.add(table.file, sha256: table.sha256, rows: table.entries.count)
        }
        return list.records(seconds: seconds)
    }

    private func warnings(_ table: GameTable, _ parameters: GameParameters) -> [SharingWarning] {
        var warnings = table.warnings.map { SharingWarning.table($0) }
        if !table.unsupported.isEmpty {
            warnings.append(
                .extrapolated(
                    count: table.unsupported.count,
                    first: table.unsupported.prefix(5).map { table.names($0) }
                )
            )
        }
        guard parameters.independentErrors else { return warnings }
        let values = table.entries.filter { $0.members != 0 }
        let without = values.count { $0.standardError == nil }
        if without == values.count {
            warnings.append(.noStandardErrors)
        } else if without > 0 {
            warnings.append(.valuesWithoutError(without))
        }
        return warnings
    }
}

/// All decimals where they end, else p/q.
func written(_ value: Rational) -> String { value.exactDecimal ?? value.description }
