import TopsliceContracts
import TopsliceMoney
import TopsliceRecords

extension FundInput {
    /// The day up to which what is recorded of people counts: that of the settlement, or where that is final the last
    /// of which anything is recorded, after the term where a contract runs off.
    var lastDayOfPeople: CalendarDate {
        guard standing.basis == .final, standing.day == agreement.term.to,
            let last = people?.lastDay
        else { return standing.day }
        return max(standing.day, CalendarDate(dayNumber: Int(last)))
    }

    /// Reads the tables of people for the contracts of an agreement; nil where none is given.
    static func people(
        _ paths: PeopleReader.Paths,
        _ declared: Declarations,
        _ contracts: ContractTerms?,
        path: String,
        auditing: Bool,
        _ faults: inout FaultBook
    ) -> PeopleRecords? {
        guard !paths.isEmpty else { return nil }
        let isSound = faults.isEmpty
        let reader = PeopleReader(
            paths,
            expected: PeopleReader.Expected(
                parties: Array(declared.identifiers.partners),
                outcomes: Array(declared.identifiers.outcomes),
                days: auditing ? nil : contracts?.outcomeDays
            )
        )
        for file in reader.result.files { faults.read(file.path, sha256: file.sha256) }
        for list in reader.faults { faults.add(list) }
        // What does not fit an agreement is not asked of one that could not be read.
        guard isSound, let contracts else { return reader.result }
        func fault(_ place: FilePlace, _ message: String) {
            faults.add(Fault(place: place, subject: .key("contracts"), message: message))
        }
        if contracts.isEmpty {
            fault(
                FilePlace(file: path, line: 1),
                "the agreement has no contracts, for which tables of people could count"
            )
        }
        for (clause, table) in contracts.missing(reader.result.given) {
            fault(
                clause.place,
                "\(clause.clause) looks at \(table.rawValue), expected --\(table.rawValue)"
            )
        }
        faults.add(contracts.withoutProvider(reader.result))
        return reader.result
    }
}
