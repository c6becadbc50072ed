import TopsliceCooperativeGames
import TopsliceSharing
import TopsliceStudies

/// The axioms of the rules of the theory, by name and in words.
enum AxiomWords {
    /// Sorted by the order in which axioms are listed everywhere.
    static func axioms(_ rule: SharingRule) -> [Axiom] {
        guard case .game(let rule) = rule else { return [] }
        return Axiom.allCases.filter(rule.axioms.contains)
    }

    static func names(_ rule: SharingRule) -> [String] { axioms(rule).map(name) }

    /// `null_player` for `nullPlayer`.
    static func name(_ axiom: Axiom) -> String { spaced(axiom, "_") }

    /// `Null player` for a heading.
    static func title(_ axiom: Axiom) -> String {
        let words = spaced(axiom, " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    private static func spaced(_ axiom: Axiom, _ separator: String) -> String {
        axiom.rawValue.reduce(into: "") { result, letter in
            result += letter.isUppercase ? separator + letter.lowercased() : String(letter)
        }
    }
}
