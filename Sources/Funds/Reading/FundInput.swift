package import TopsliceContracts
import TopsliceMoney
package import TopsliceRecords

/// What a settlement is made from: an agreement, and the actuals checked against it.
package struct FundInput: Sendable {
    package let agreement: Agreement
    package let actuals: Actuals
    /// What is recorded of people, for contracts; nil where nobody gave it.
    package let people: PeopleRecords?
    /// The day as at which it is settled.
    package let standing: Standing

    /// Reads both files and every table they name.
    ///
    /// - Parameters:
    ///   - actuals: nil to read the agreement alone.
    ///   - mapping: the file that says how the columns of the actuals, and of tables the agreement names, are headed.
    ///   - scenario: which rows count besides the actual ones.
    ///   - standing: the day as at which it is settled, and on what basis.
    ///   - parameters: the table of the year's figures, in place of the one the agreement names.
    ///   - previous: the result of the term before, with whose balances this one opens.
    ///   - people: the tables of people, for contracts.
    ///   - auditing: whether what cannot be is taken as it is recorded, to be named by an audit.
    ///   - measured: attributions at hand, by the savings share they measure, in place of the files it names.
    /// - Throws: every fault of all files at once, each with file, line and column.
    package static func read(
        agreement path: String,
        actuals actualsPath: String? = nil,
        mapping: String? = nil,
        scenario: String = Actuals.actual,
        standing request: StandingRequest = StandingRequest(),
        parameters: String? = nil,
        previous: String? = nil,
        people paths: PeopleReader.Paths = .init(),
        auditing: Bool = false,
        measured: [String: FileBytes] = [:]
    ) throws(Faults) -> FundInput {
        var faults = FaultBook(agreement: path)
        let headings = TableHeadings(reading: mapping, &faults)
        let (salvaged, holes) = salvaged(path, &faults)
        faults.addHoles(holes)
        guard let document = salvaged else {
            faults.addHole()
            if let actualsPath, !headings.isUnknown {
                _ = ActualsReader()
                    .read(actualsPath, mapping: headings.ofActuals, scenario: scenario, &faults)
            }
            throw faults.all
        }
        let reading = AgreementReader.read(
            document,
            path: path,
            faults: faults,
            measured: measured,
            parameters: parameters,
            headings: headings
        )
        var agreement = reading.agreement
        faults = reading.faults
        headings.refuseUnused(
            tables: faults.tableKeys,
            hasActuals: actualsPath != nil,
            &faults
        )
        let result = previous.flatMap { PreviousResult($0, &faults) }
        if let result { agreement = agreement.map { result.opening($0, &faults) } }
        if previous == nil || result != nil {
            agreement = agreement.map { $0.carryingOn(result, &faults) }
        }
        var actuals = Actuals.none
        if let actualsPath, !headings.isUnknown {
            var reader = ActualsReader(reading.declared)
            reader.asAt = request.day
            actuals = reader.read(
                actualsPath,
                mapping: headings.ofActuals,
                scenario: scenario,
                &faults
            )
            refuseUnknown(scenario, actuals, agreement, &faults)
        }
        let people = people(
            paths,
            reading.declared,
            agreement?.contracts,
            path: path,
            auditing: auditing,
            &faults
        )
        var standing: Standing?
        if let term = reading.declared.term {
            standing = Self.standing(
                request,
                term: term,
                actuals,
                people?.lastDay,
                path: path,
                &faults
            )
        }
        guard faults.isEmpty, let agreement, let standing else { throw faults.all }
        let sheets = faults.tableNotices.map { AgreementNotice($0.place, .sheet($0.kind)) }
        return FundInput(
            agreement: agreement.noting(sheets),
            actuals: actuals,
            people: people,
            standing: standing
        )
    }

    /// A scenario that no row has and no forecast stands for.
    private static func refuseUnknown(
        _ scenario: String,
        _ actuals: Actuals,
        _ agreement: Agreement?,
        _ faults: inout FaultBook
    ) {
        guard scenario != Actuals.actual, !actuals.scenarios.contains(scenario),
            agreement?.savings.contains(where: { $0.forecast != nil }) != true
                || scenario != "forecast"
        else { return }
        faults.add(
            Fault(
                place: FilePlace(file: actuals.file, line: 1),
                message: "no row has the scenario '\(Field.shown(scenario))'; "
                    + "the rows name \(actuals.scenarios.count) others"
            )
        )
    }

    private static func standing(
        _ request: StandingRequest,
        term: Period,
        _ actuals: Actuals,
        _ lastOfPeople: Int32?,
        path: String,
        _ faults: inout FaultBook
    ) -> Standing? {
        do throws(StandingRequest.Trouble) {
            return try request.resolved(
                term: term,
                actuals,
                people: lastOfPeople.map { CalendarDate(dayNumber: Int($0)) }
            )
        } catch {
            faults.add(
                Fault(
                    place: FilePlace(file: path, line: 1),
                    subject: .key("term"),
                    message: error.words
                )
            )
            return nil
        }
    }

    private static func salvaged(
        _ path: String,
        _ faults: inout FaultBook
    ) -> (YAMLDocument?, [Fault]) {
        do throws(FileTrouble) {
            let source = try FileBytes(reading: path, limit: YAMLLimits().byteCount)
            faults.read(source)
            return YAMLDocument.salvage(source)
        } catch {
            return (nil, [Fault(error, file: path)])
        }
    }
}
