/// What is wrong with a request or with rows, gathered so that all of it is said at once.
struct AttributionFaults {
    private var found: [AttributionError] = []

    var isEmpty: Bool { found.isEmpty }

    mutating func note(_ error: AttributionError) {
        if !found.contains(error) { found.append(error) }
    }

    /// Notes what a check throws.
    mutating func note(_ check: () throws(AttributionError) -> Void) {
        do throws(AttributionError) {
            try check()
        } catch {
            for part in error.parts { note(part) }
        }
    }

    /// - Throws: the only fault, or all of them as one error.
    func throwIfAny() throws(AttributionError) {
        guard let first = found.first else { return }
        throw found.count == 1 ? first : .several(found)
    }
}
