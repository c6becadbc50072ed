package import TopsliceMoney
package import TopsliceOptions
internal import TopsliceDoor

/// How amounts of money are written.
package struct AmountOptions: StatedOptions {
    package var currency: Stated<String>?
    package var style: AmountStyle?

    package init() {}

    package static let entries: [OptionEntry<Self>] = [
        .init(
            "currency",
            \.currency,
            OptionForm.text.stated,
            default: .value(Stated("GBP", at: "--currency")),
            "Currency by its code, such as GBP or EUR."
        ),
        .init(
            "amount_style",
            \.style,
            .choice,
            default: .value(.british),
            "How amounts are written: british (1,234.56), continental or spaced."
        ),
    ]

    static func entries<Whole>(
        within path: WritableKeyPath<Whole, AmountOptions> & Sendable
    ) -> [OptionEntry<Whole>] {
        entries.map { $0.within(path) }
    }

    /// - Throws: `RequestFaults` where the currency is not known.
    func form() throws(RequestFaults) -> AmountForm {
        let options = filled
        let code = options.currency.value("currency")
        var form = AmountForm()
        form.style = options.style.value("amount_style")
        do throws(MoneyError) {
            form.currency = try Currency(code: code.value)
        } catch {
            var faults = RequestFaults()
            faults.add(code, error.description)
            throw faults
        }
        return form
    }
}

extension AmountStyle: SpelledChoice {}

/// Rows named by a path, or written out in a request.
package enum RowSource<Rows: Sendable>: Sendable {
    case file(Stated<String>)
    case inline(Rows)

    package var path: String? {
        if case .file(let path) = self { return path.value }
        return nil
    }
}
