/// Words of a file that somebody else wrote, printed as they stand. Nothing is decided by them and nothing is read out of them:
/// what an attribution knows in figures (support, intervals) is taken from its figures.
package struct Quotation: Sendable, Hashable {
    package let text: String

    package init(text: String) {
        self.text = text
    }
}
