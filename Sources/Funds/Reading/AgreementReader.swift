import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

/// Reads the sections of an agreement strictly. Each reading is a function of its part of the file and of
/// what is declared elsewhere, and gives what the part says; faults, values filled in and things to look at
/// are noted beside it. Nothing else is kept from one section to the next, and nothing is worked out.
struct AgreementReader {
    let file: String
    /// What clauses may refer to.
    let declared: Declarations
    var faults: FaultBook
    var defaults: [ResolvedDefault] = []
    var notices: [AgreementNotice] = []
    /// Attributions that are at hand, by the savings share they measure: read in place of the file it names.
    let measured: [String: FileBytes]
    /// How the columns of the tables it names are headed.
    let headings: TableHeadings

    init(
        file: String,
        faults: FaultBook,
        measured: [String: FileBytes] = [:],
        headings: TableHeadings = .plain
    ) {
        self.file = file
        self.measured = measured
        self.headings = headings
        declared = Declarations()
        self.faults = faults
    }

    private init(_ before: AgreementReader, declared: Declarations) {
        file = before.file
        measured = before.measured
        headings = before.headings
        self.declared = declared
        faults = before.faults
        defaults = before.defaults
        notices = before.notices
    }

    /// The same reader, for sections that refer to more.
    func knowing(_ declared: Declarations) -> AgreementReader {
        AgreementReader(self, declared: declared)
    }

    private static let keys = [
        "agreement", "currency", "term", "brought_forward", "opening", "phases", "partners",
        "partners_file", "functions", "netting", "invoices", "profiles", "parameters_file",
        "virements", "lines",
        "lines_file", "contributions", "contributions_file", "risk", "savings_shares", "savings",
        "outcomes", "outcome_payments", "supply_chain", "compensation", "personal_budgets",
        "allocations", "share_sets", "contracts", "cash",
    ]

    /// What came of reading an agreement.
    struct Reading {
        /// Nil where it lacks its name or its term; sound only where there are no faults.
        let agreement: Agreement?
        let declared: Declarations
        let faults: FaultBook
    }

    /// Reads the whole agreement.
    static func read(
        _ document: YAMLDocument,
        path: String,
        faults: FaultBook,
        measured: [String: FileBytes] = [:],
        parameters: String? = nil,
        headings: TableHeadings = .plain
    ) -> Reading {
        var reader = AgreementReader(
            file: path,
            faults: faults,
            measured: measured,
            headings: headings
        )
        let (node, used) = reader.withParameters(document.root, given: parameters)
        guard let root = reader.map(node) else {
            return Reading(agreement: nil, declared: Declarations(), faults: reader.faults)
        }
        reader.require(root, ["agreement", "term"])
        reader.refuseUnknownKeys(root, keys)
        reader.faults.currency = reader.currency(root)
        let tables = AgreementTables(
            partners: reader.partnerTable(root),
            lines: reader.lineTable(root),
            contributions: reader.contributionTable(root)
        )
        var declared = Declarations()
        declared.identifiers = DeclaredIdentifiers(root, tables)
        reader = reader.knowing(declared)
        declared.term = reader.term(root)
        declared.phases = reader.phases(root, term: declared.term)
        declared.partners = reader.partners(root, tables.partners)
        reader = reader.knowing(declared)
        declared.profiles = reader.profiles(root)
        declared.shareSets = reader.shareSets(root)
        reader = reader.knowing(declared)
        let lines = reader.lines(root, tables.lines)
        declared.lines = Dictionary(lines.map { ($0.id, $0) }) { first, _ in first }
        reader = reader.knowing(declared)
        let stated = reader.savingsShares(root)
        declared.savingsShares = reader.solve(stated)
        reader = reader.knowing(declared)
        let agreement = reader.clauses(
            root,
            lines,
            tables,
            parameters: used,
            evidence: stated.compactMap(\.measured?.evidence)
        )
        return Reading(agreement: agreement, declared: declared, faults: reader.faults)
    }

    /// Everything that refers to what is declared.
    private mutating func clauses(
        _ root: YAMLMap,
        _ lines: [FundLine],
        _ tables: AgreementTables,
        parameters: UsedParameters,
        evidence: [MeasuredEvidence]
    ) -> Agreement? {
        let openings = openings(root)
        let netting = netting(root)
        let virements = virements(root)
        let terms = invoiceTerms(root)
        let functions = functions(root)
        let contributions = contributions(root, tables.contributions)
        let risks = risks(root)
        let savings = savings(root)
        let outcomes = outcomes(root)
        let payments = outcomePayments(root)
        let chain = supplyChain(root)
        let compensations = compensations(root)
        let people = personalBudgets(root)
        let allocations = allocations(root)
        let contracts = contracts(root)
        checkCommonBases(root, contributions, savings, hasPersonalBudgets: people != nil)
        guard let name = text(root, "agreement"), let term = declared.term,
            let currency = faults.currency
        else { return nil }
        let agreement = Agreement(
            name: name,
            file: file,
            term: term,
            currency: currency,
            openings: openings,
            virements: virements,
            invoiceTerms: terms,
            parameters: parameters.rows,
            parameterUses: parameters.uses,
            phases: declared.phases,
            netting: netting,
            partners: declared.partners,
            partnerNames: Dictionary(declared.partners.map { ($0.id, $0.name) }) { first, _ in first
            },
            lines: lines,
            functions: functions,
            contributions: contributions,
            risks: risks,
            savings: savings,
            evidence: evidence,
            outcomes: outcomes,
            outcomePayments: payments,
            supplyChain: chain,
            compensations: compensations,
            allocations: allocations,
            contracts: contracts,
            personalBudgets: people,
            defaults: defaults,
            notices: notices,
            files: faults.files
        )
        guard faults.isEmpty else { return agreement }
        return agreement.noting(AgreementUses(root, agreement).notices)
    }

    private mutating func netting(_ root: YAMLMap) -> Netting {
        guard root.contains("netting") else {
            note("netting", Netting.host.rawValue)
            return .host
        }
        // A fault is noted where it is none of them.
        return choice(root, "netting", Netting.self) ?? .host
    }

    /// The currency of all amounts; nil with a fault where there is no such currency.
    private mutating func currency(_ root: YAMLMap) -> Currency? {
        guard root.contains("currency") else {
            note("currency", Currency.pounds.code)
            return .pounds
        }
        guard let field = field(root, "currency") else { return nil }
        do throws(MoneyError) {
            return try Currency(code: field.text)
        } catch {
            faults.add(
                field,
                "'\(field.shown)' is no currency of ISO 4217, expected its code, such as GBP, EUR or JPY"
            )
            return nil
        }
    }
}
