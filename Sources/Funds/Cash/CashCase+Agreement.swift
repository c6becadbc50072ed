package import TopsliceCashFlows
package import TopsliceContracts
import TopsliceDoor
import TopsliceMoney
package import TopsliceRecords

extension CashCase {
    /// Reads a cash plan, or an agreement whose contracts say what is paid for what is recorded of people, with its section
    /// `cash`.
    ///
    /// - Parameters:
    ///   - standing: the day as at which contracts are worked out; without one everything that is recorded counts.
    ///   - people: the tables of people, for contracts.
    ///   - shocks: more scenarios as YAML, as the command line states them.
    /// - Throws: every fault of every file, located.
    package static func read(
        planOrAgreement path: String,
        standing: StandingRequest = StandingRequest(),
        people: PeopleReader.Paths = .init(),
        shocks: String? = nil
    ) throws(Faults) -> CashCase {
        let (reader, root) = try CaseReader.open(path)
        guard root.contains("agreement"), !root.contains("cashflow") else {
            guard people.isEmpty, standing == StandingRequest() else {
                throw refused(
                    path,
                    "it is a cash plan, which has no contracts for which tables of people or a day could count"
                )
            }
            return try read(root, in: reader, shocks: shocks)
        }
        let input = try FundInput.read(
            agreement: path,
            standing: standing == StandingRequest() ? StandingRequest(basis: .final) : standing,
            people: people
        )
        let contracts = try ContractPayments(input, path)
        let planned: [CashPayment]
        do throws(ContractError) {
            planned = try contracts.planned()
        } catch {
            throw refused(path, FundError(error).description)
        }
        return try read(
            root,
            in: reader,
            agreement: (input.agreement.name, input.agreement.currency),
            contracts,
            planned: planned,
            files: input.agreement.files + (input.people?.files ?? []),
            shocks: shocks
        )
    }

    fileprivate static func refused(_ path: String, _ message: String) -> Faults {
        Faults(Fault(place: FilePlace(file: path, line: 1), subject: .whole, message: message))
    }
}

extension ContractPayments {
    /// - Throws: where there are no contracts, or one looks at a table that nobody gave.
    fileprivate init(_ input: FundInput, _ path: String) throws(Faults) {
        let contracts = input.agreement.contracts
        guard !contracts.isEmpty else {
            throw CashCase.refused(
                path,
                "the agreement has no contracts that would pay anything; a cash plan of its own begins with 'cashflow'"
            )
        }
        let records: PeopleRecords
        if let people = input.people {
            records = people
        } else {
            var missing = FaultList(file: path)
            for (clause, table) in contracts.missing([]) {
                missing.add(
                    Fault(
                        place: clause.place,
                        subject: .key("contracts"),
                        message:
                            "\(clause.clause) looks at \(table.rawValue), expected --\(table.rawValue)"
                    )
                )
            }
            if !missing.isEmpty { throw missing.ordered() }
            records =
                PeopleReader(
                    PeopleReader.Paths(),
                    expected: PeopleReader.Expected(
                        parties: contracts.declared.parties,
                        outcomes: contracts.declared.outcomes,
                        days: nil
                    )
                ).result
        }
        self.init(
            contracts,
            ContractFacts(
                term: ContractTerm(input.agreement.term),
                asAt: Int32(input.lastDayOfPeople.dayNumber),
                records: records
            ),
            names: Dictionary(
                input.agreement.partners.map { ($0.id, $0.name) },
                uniquingKeysWith: { first, _ in first }
            )
        )
    }
}
