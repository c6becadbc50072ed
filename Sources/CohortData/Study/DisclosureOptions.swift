package import TopsliceOptions

/// Which counts of people may be written, of every command that reads them.
package struct DisclosureOptions: StatedOptions, Equatable {
    /// Counts from 1 to below this are withheld; 0 withholds none.
    package var threshold: Int?
    /// Counts are rounded to multiples of this.
    package var rounding: Int?

    package init() {}

    package static let entries: [OptionEntry<Self>] = [
        .init(
            "disclosure_threshold",
            \.threshold,
            .whole(0...1_000),
            default: .value(10),
            "Counts of fewer people are withheld, with what derives from them; 0 writes every count."
        ),
        .init(
            "disclosure_rounding",
            \.rounding,
            .whole(1...1_000),
            default: .value(1),
            "Counts of people are rounded to multiples of this."
        ),
    ]
}
