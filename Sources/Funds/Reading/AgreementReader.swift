import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

/// Reads an agreement strictly: every fault of the file and of the tables it names is collected, and only
/// a sound agreement comes out.
struct AgreementReader {
    let document: YAMLDocument
    var faults: FaultBook
    var defaults: [ResolvedDefault] = []
    var warnings: [String] = []
    var term: Period?
    var phases: [Phase] = [] {
        didSet { phaseIDs = Set(phases.map(\.id)) }
    }
    private(set) var phaseIDs: Set<String> = []
    var partners: [Partner] = []
    var partnerIDs: Set<String> = []
    var lineIDs: Set<String> = []
    var riskIDs: Set<String> = []
    var outcomeIDs: Set<String> = []
    var contributionIDs: Set<String> = []
    var savingIDs: Set<String> = []
    var compensationIDs: Set<String> = []
    /// Those that count income instead of costs.
    var incomeIDs: Set<String> = []
    /// Savings that are counted in units.
    var unitSavingIDs: Set<String> = []
    /// Outcome payments that partners make, and so may have made before.
    var payableIDs: Set<String> = []
    var lines: [FundLine] = []
    var alignedLineIDs: Set<String> = []
    /// Where clauses share by contributions or savings.
    var commonBases: [(node: YAMLNode, basis: SharingBasis)] = []
    var hasPersonalBudgets = false
    var savingsShares: [String: SavingsShare] = [:]
    var measurements: [MeasuredEvidence] = []
    /// Savings shares with limits in percent, which need something to be a part of.
    var shareIDsWithPercentLimits: Set<String> = []
    /// Whether a limit in percent was read; watched while a savings share is.
    var hasReadPercentLimit = false
    /// While a schedule for savings is read, some rules have no meaning.
    var isReadingSavingsShare = false

    init(document: YAMLDocument, faults: FaultBook) {
        self.document = document
        self.faults = faults
    }

    private static let keys = [
        "agreement", "currency", "term", "brought_forward", "phases", "partners", "partners_file",
        "functions",
        "lines",
        "lines_file", "contributions", "contributions_file", "risk", "savings_shares", "savings",
        "outcomes", "outcome_payments", "supply_chain", "compensation", "personal_budgets",
    ]

    /// A hundred years of months.
    private static let phaseLimit = 1_200

    /// The agreement; sound only where `faults` is empty afterwards.
    mutating func read() -> Agreement? {
        guard let root = map(document.root) else { return nil }
        require(root, ["agreement", "term"])
        refuseUnknownKeys(root, Self.keys)
        if let currency = field(root, "currency") {
            if currency.text != "GBP" {
                faults.add(
                    currency,
                    "'\(currency.shown)' is not accepted, expected GBP; amounts are never relabelled"
                )
            }
        } else {
            note("currency", "GBP")
        }
        readTerm(root)
        let broughtForward = amount(root, "brought_forward")
        readPartners(root)
        lineIDs = identifiers(root, "lines")
        riskIDs = identifiers(root, "risk")
        outcomeIDs = identifiers(root, "outcomes")
        let lineTable = lineTable(root)
        for row in lineTable?.rows ?? [] {
            if let id = row["id"]?.text { lineIDs.insert(id) }
        }
        lines = readLines(root, lineTable)
        alignedLineIDs = Set(lines.filter { $0.kind == .aligned }.map(\.id))
        savingsShares = readSavingsShares(root)
        let functions = readFunctions(root)
        let contributions = readContributions(root, lines)
        let risks = readRisks(root)
        let savings = readSavings(root)
        let outcomes = readOutcomes(root)
        let payments = readOutcomePayments(root)
        let chain = readSupplyChain(root)
        let compensations = readCompensations(root)
        let people = readPersonalBudgets(root)
        hasPersonalBudgets = people != nil
        checkCommonBases(contributions, savings)
        guard let name = text(root, "agreement"), let term else { return nil }
        return Agreement(
            name: name,
            file: document.file,
            term: term,
            broughtForward: broughtForward ?? 0,
            broughtForwardPlace: root["brought_forward"].map(place),
            phases: phases,
            partners: partners,
            partnerNames: Dictionary(partners.map { ($0.id, $0.name) }) { first, _ in first },
            lines: lines,
            functions: functions,
            contributions: contributions,
            risks: risks,
            savings: savings,
            evidence: measurements,
            outcomes: outcomes,
            outcomePayments: payments,
            supplyChain: chain,
            compensations: compensations,
            personalBudgets: people,
            defaults: defaults,
            warnings: warnings,
            files: faults.files
        )
    }

    private mutating func readTerm(_ root: YAMLMap) {
        guard let map = map(root, "term") else { return }
        require(map, ["from", "to"])
        refuseUnknownKeys(map, ["from", "to"])
        term = period(map)
        readPhases(root)
    }

    /// The days `from` and `to` of a map.
    mutating func period(_ map: YAMLMap) -> Period? {
        guard let from = date(map, "from"), let to = date(map, "to") else { return nil }
        guard let period = Period(from: from, to: to) else {
            if let field = field(map, "to") {
                faults.add(field, "'\(to)' is before the beginning, \(from)")
            }
            return nil
        }
        return period
    }

    private mutating func readPhases(_ root: YAMLMap) {
        guard root.contains("phases") else {
            guard let term else { return }
            let place = place(root.node)
            phases = [Phase(id: "term", period: term, place: place)]
            note("phases", "one, the whole term")
            return
        }
        var seen: Set<String> = []
        var read: [Phase] = []
        for item in list(root, "phases") {
            guard let map = map(item) else { continue }
            require(map, ["id", "from", "to"])
            refuseUnknownKeys(map, ["id", "from", "to"])
            guard let id = newIdentifier(map, &seen, what: "phase"), let period = period(map) else {
                continue
            }
            read.append(Phase(id: id, period: period, place: place(item)))
        }
        phases = read
        if phases.count > Self.phaseLimit, let node = root["phases"] {
            fault(node, "there are \(phases.count) phases, expected at most \(Self.phaseLimit)")
            phases = Array(phases.prefix(Self.phaseLimit))
        }
        guard !faults.isHole(at: "phases") else { return }
        for (phase, message) in Phase.tilingFaults(phases, term: term) {
            faults.add(
                Fault(place: phase.place, subject: .thing("phase", id: phase.id), message: message)
            )
        }
        phases.sort { $0.period.from < $1.period.from }
    }
}
