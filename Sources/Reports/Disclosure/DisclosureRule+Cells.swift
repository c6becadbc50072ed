internal import TopsliceFormats
import TopsliceStudies

extension DisclosureRule {
    /// A count of people as every writer gets it: rounded, or withheld.
    func cell(_ count: Int, withheld: Bool = false) -> ReportCell {
        withheld || isSmall(count) ? .absent(.withheld) : .count(rounded(count))
    }

    /// A count within a sentence: "fewer than 10", "1,230".
    func words(_ count: Int) -> String {
        isSmall(count)
            ? "fewer than \(threshold)" : NumberFormat.count.text(Double(rounded(count)))
    }

    /// Whether a count is said to be one, and not that there are fewer than some.
    func isOne(_ count: Int) -> Bool { count == 1 && !isSmall(count) }

    /// The same without separators of thousands.
    func plain(_ count: Int) -> String {
        isSmall(count) ? "fewer than \(threshold)" : "\(rounded(count))"
    }

    /// A whole beside a part of it that is withheld says no more than that there is one.
    func plain(_ whole: Int, beside part: Int) -> String {
        isSmall(part) ? "all" : plain(whole)
    }

    /// The rule in words, for the method.
    var sentence: String {
        let withheld =
            threshold > 1
            ? "counts of fewer than \(threshold) people are withheld, with the rates and means of such groups and whatever other "
                + "counts would give them back"
            : "no counts are withheld"
        return withheld + (base > 1 ? "; counts are rounded to multiples of \(base)" : "")
    }
}
