import TopsliceExactArithmetic

/// Exact numbers, each held once.
struct RationalTable {
    private(set) var all: [Rational] = []
    private var places: [Rational: Int32] = [:]

    mutating func place(of number: Rational) -> Int32 {
        if let place = places[number] { return place }
        let place = Int32(all.count)
        all.append(number)
        places[number] = place
        return place
    }
}
