import TopsliceFunds
import Testing

/// Files whose form is broken, whatever they say.
struct BrokenFormTests {
    @Test(arguments: ["", "# nothing\n", "\u{FEFF}", "[]", "a"])
    func aFileOfNothingIsRefused(text: String) throws {
        #expect(try TemporaryFund.faults(text).count == 1)
    }

    /// Line ends of other systems and byte-order marks change nothing.
    @Test(arguments: ["\r\n", "\r"]) func otherLineEndsAreAccepted(end: String) throws {
        let rows = "date,kind,id,partner,amount\n2024-05-31,spend,care,,10.00\n"
        #expect(
            try TemporaryFund.faults(
                SoundAgreement.text.replacing("\n", with: end),
                actuals: "\u{FEFF}" + rows.replacing("\n", with: end)
            ).isEmpty
        )
    }

    @Test(arguments: [
        ("", "1:1: : the file is empty"),
        (
            "date,kind,id,partner,amount\n2024-05-31,spend,\"care,,1.00\n",
            "2:1: : a quote is opened and never closed"
        ),
        (
            "date,kind,id,partner,amount\n2024-05-31,spend,\"care\"x,,1.00\n",
            "2:1: : text after a closing quote"
        ),
        ("date,kind,id,partner,amount\n2024-05-31,spend\n", "2:1: : 2 fields, expected 5"),
        ("date,kind,id,id,amount\n", "1:1: column 'id': the column is there twice"),
        ("date,kind,partner,amount\n", "1:1: column 'id': the column is missing"),
        ("date;kind;id\n", "1:1: : the columns are separated by a semicolon"),
        ("date,kind,id\ndate,kind,id\n", "2:1: column 'date': the value is not a day"),
        (
            "date,kind,id,amount\n2024-05-31,spend,care,1e5\n",
            "2:23: column 'amount': the value is not an amount"
        ),
        (
            "date,kind,id,amount\n2024-05-31,spend,care,\n",
            "2:23: column 'amount': a value is missing"
        ),
        (
            "date,kind,id,amount\n45413,spend,care,1.00\n",
            "2:1: column 'date': the value is not a day"
        ),
        (
            "date,kind,id,quantity\n2024-05-31,outcome,home,NaN\n",
            "2:25: column 'quantity': the value is not"
        ),
    ])
    func aTableThatIsNoneIsRefused(table: String, fault: String) throws {
        let faults = try TemporaryFund.faults(SoundAgreement.text, actuals: table)
        #expect(faults.contains { $0.hasPrefix(fault) }, "\(faults)")
    }

    @Test func explodingAliasesAndDeepNestingAreRefused() throws {
        let aliases =
            "a: &a [x, x]\n"
            + (0..<30).map { "b\($0): &b\($0) [*a, *a]\n" }.joined()
        let anchors = try TemporaryFund.faults(aliases).filter { $0.contains("anchors (&)") }
        #expect(anchors.count == 31)
        let deep = "agreement: " + String(repeating: "[", count: 50_000)
        #expect(try TemporaryFund.faults(deep).contains { $0.contains("nested more than 64 deep") })
    }
}
