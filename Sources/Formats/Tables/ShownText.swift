/// Words for people that are made where they are shown: a table of a hundred thousand exact numbers goes to a file of
/// data without any of them being rounded for a page.
package struct ShownText: Sendable, Equatable {
    private let make: @Sendable () -> String

    package init(_ text: @autoclosure @escaping @Sendable () -> String) {
        make = text
    }

    package var text: String { make() }

    package static func == (left: ShownText, right: ShownText) -> Bool {
        left.text == right.text
    }
}
