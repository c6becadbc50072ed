import TopsliceRecords

/// Where an agreement takes a figure of the year: a key of one of its clauses.
package struct ParameterUse: Sendable, Hashable {
    /// The list in which the clause stands, as `contributions`; the key itself where it stands in none.
    package let section: String
    /// The clause; nil for a value that is in no list.
    package let id: String?
    /// Below the clause, as `amount` or `parts[2].weights`.
    package let key: String
    /// The name of the figure.
    package let parameter: String

    /// The key of the value itself: `weights` of `parts[2].weights[0]`.
    package var lastKey: String {
        let path = key.isEmpty ? section : key
        let last = path.split(separator: ".").last ?? Substring(path)
        return String(last.prefix { $0 != "[" })
    }

    /// - Parameters:
    ///   - path: of the value, as `contributions[0].amount`.
    ///   - clauses: the identifier of each clause by its path, as `contributions[0]`.
    init(_ path: String, clauses: [String: String], parameter: String) {
        self.parameter = parameter
        guard let end = path.firstIndex(of: "]"), let start = path.firstIndex(of: "["),
            let id = clauses[String(path[...end])]
        else {
            section = path
            id = nil
            key = ""
            return
        }
        section = String(path[..<start])
        self.id = id
        key = String(path[path.index(after: end)...].drop { $0 == "." })
    }

    /// The identifiers of all clauses that stand in lists, by their paths.
    static func clauses(of root: YAMLNode) -> [String: String] {
        guard case .map(let entries) = root.content else { return [:] }
        var clauses: [String: String] = [:]
        for entry in entries {
            guard case .list(let items) = entry.value.content else { continue }
            for item in items {
                guard case .map(let own) = item.content,
                    case .scalar(let id) = own.first(where: { $0.key == "id" })?.value.content
                else { continue }
                clauses[item.path] = id.text
            }
        }
        return clauses
    }
}
