import TopsliceExactArithmetic

/// Who comes first among equals: the larger weight, then the identifier that is first by UTF-8
/// bytes. Never the order of input.
struct TieOrder {
    let weight: Rational
    let id: String

    func precedes(_ other: TieOrder) -> Bool {
        if weight != other.weight { return weight > other.weight }
        return id.utf8.lexicographicallyPrecedes(other.id.utf8)
    }
}
