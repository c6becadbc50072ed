/// Finds the word a person probably meant.
package enum Spelling {
    /// The nearest of `words`, in letters of any case: at most one change in three letters and two in all
    /// (one in a short word), counting an exchange of neighbours as one; nil where none is near. Of equally
    /// near words the first.
    ///
    /// - Complexity: O(words · length²).
    package static func nearest(to word: String, among words: [String]) -> String? {
        let letters = Array(word.lowercased().unicodeScalars.prefix(100))
        var best: String?
        var bestDistance = 3
        for candidate in words {
            let other = Array(candidate.lowercased().unicodeScalars.prefix(100))
            let allowed = max(1, min(2, max(letters.count, other.count) / 3))
            guard abs(letters.count - other.count) <= allowed else { continue }
            let distance = distance(letters, other)
            if distance <= allowed, distance < bestDistance {
                best = candidate
                bestDistance = distance
            }
        }
        return best
    }

    /// `; did you mean 'x'?`, or nothing.
    package static func suggestion(for word: String, among words: [String]) -> String {
        nearest(to: word, among: words).map { "; did you mean '\(escaped($0))'?" } ?? ""
    }

    /// The optimal string alignment distance (Damerau 1964, restricted): insertions, deletions, changes, and
    /// exchanges of neighbours that are not touched again.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var before = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1] + [Int](repeating: 0, count: right.count)
            for column in right.indices {
                let change = last[column] + (left[row] == right[column] ? 0 : 1)
                var least = min(change, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    least = min(least, before[column - 1] + 1)
                }
                current[column + 1] = least
            }
            before = last
            last = current
        }
        return last[right.count]
    }
}
