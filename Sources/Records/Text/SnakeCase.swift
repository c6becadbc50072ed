/// Names of our code as files write them, and back: `holmPValue` is `holm_p_value`.
package enum SnakeCase {
    package static func of(_ name: String) -> String {
        var words = ""
        for character in name {
            if character.isUppercase { words += "_" }
            words += character.lowercased()
        }
        return words
    }

    /// - Precondition: none; a text that `of` never gives comes back as another.
    package static func name(of words: String) -> String {
        // The places of values without a name: `_0`.
        if words.hasPrefix("_") { return words }
        let parts = words.split(separator: "_", omittingEmptySubsequences: false)
        return parts.enumerated().map {
            $0.offset == 0
                ? String($0.element) : $0.element.prefix(1).uppercased() + $0.element.dropFirst()
        }.joined()
    }
}
