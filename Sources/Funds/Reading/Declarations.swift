import TopsliceMoney
import TopsliceRecords

/// What an agreement declares and its clauses refer to, settled before any clause is read.
struct Declarations: Sendable {
    /// Nil where it could not be read.
    var term: Period?
    /// In the order of their days.
    var phases: [Phase] = []
    var partners: [Partner] = []
    /// Shares that lines and clauses may name.
    var shareSets: [String: SharingBasis] = [:]
    /// What lines may name as their profile.
    var profiles: [String: BudgetProfile] = [:]
    /// Every line that could be read, by identifier.
    var lines: [String: FundLine] = [:]
    /// Every savings share that could be read and solved, by identifier.
    var savingsShares: [String: SavingsShare] = [:]
    var identifiers = DeclaredIdentifiers()

    func phase(_ id: String) -> Phase? { phases.first { $0.id == id } }

    /// The only phase, which everything belongs to.
    var onlyPhase: String? { phases.count == 1 ? phases.first?.id : nil }
}

/// The identifiers of an agreement as they are written, sound or not: what is declared with a fault is not
/// missed a second time by those who refer to it.
struct DeclaredIdentifiers: Sendable {
    var phases: Set<String> = []
    var partners: Set<String> = []
    var lines: Set<String> = []
    var risks: Set<String> = []
    var savingsShares: Set<String> = []
    var savings: Set<String> = []
    /// Savings that are counted in units.
    var unitSavings: Set<String> = []
    /// Savings that are measured, and so not recorded.
    var measuredSavings: Set<String> = []
    var outcomes: Set<String> = []
    var contributions: Set<String> = []
    /// Outcome payments that partners make, and so may have made before.
    var payables: Set<String> = []
    var allocations: Set<String> = []
    /// Compensations that count costs.
    var compensations: Set<String> = []
    /// Compensations that count income.
    var incomes: Set<String> = []

    init() {}

    init(_ root: YAMLMap, _ tables: AgreementTables) {
        phases = Self.identifiers(root, "phases")
        partners = Self.identifiers(root, "partners", tables.partners)
        lines = Self.identifiers(root, "lines", tables.lines)
        risks = Self.identifiers(root, "risk")
        savingsShares = Self.identifiers(root, "savings_shares")
        savings = Self.identifiers(root, "savings")
        unitSavings = Self.identifiers(root, "savings") { $0.contains { $0.key == "unit_value" } }
        measuredSavings = Self.identifiers(root, "savings") { $0.contains { $0.key == "measured" } }
        outcomes = Self.identifiers(root, "outcomes")
        contributions = Self.identifiers(root, "contributions", tables.contributions)
        payables = Self.identifiers(root, "outcome_payments") {
            $0.contains { $0.key == "payers" }
        }
        allocations = Self.identifiers(root, "allocations")
        incomes = Self.identifiers(root, "compensation", where: Self.countsIncome)
        compensations = Self.identifiers(root, "compensation") { !Self.countsIncome($0) }
    }

    private static func countsIncome(_ entries: [YAMLEntry]) -> Bool {
        guard
            case .scalar(let measure) = entries.first(where: { $0.key == "measure" })?.value.content
        else { return false }
        return measure.text == "income"
    }

    private static func identifiers(
        _ root: YAMLMap,
        _ key: String,
        _ table: DelimitedTable? = nil,
        where isMeant: ([YAMLEntry]) -> Bool = { _ in true }
    ) -> Set<String> {
        var ids = Set((table?.rows ?? []).compactMap { $0["id"]?.text })
        guard let node = root[key], case .list(let items) = node.content else { return ids }
        for item in items {
            guard case .map(let entries) = item.content, isMeant(entries),
                case .scalar(let scalar) = entries.first(where: { $0.key == "id" })?.value.content
            else { continue }
            ids.insert(scalar.text)
        }
        return ids
    }
}

/// The tables that stand in place of lists of an agreement.
struct AgreementTables {
    let partners: DelimitedTable?
    let lines: DelimitedTable?
    let contributions: DelimitedTable?
}
