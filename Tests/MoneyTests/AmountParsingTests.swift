import TopsliceMoney
import TopsliceTestSupport
import Testing

@Suite struct AmountParsing {
    @Test(arguments: [
        ("£1,234.56", 123_456), ("1234.56", 123_456), ("-1234.56", -123_456),
        ("(1,234.56)", -123_456), ("-£1,234.56", -123_456), ("£-1,234.56", -123_456),
        ("(£1,234.56)", -123_456), ("10.5", 1_050), (".50", 50), ("0", 0), ("-0.00", 0),
        ("(0)", 0), ("1,234,567", 123_456_700), ("007", 700), ("GBP 10.50", 1_050),
        ("10.50 GBP", 1_050), ("£ 10.50", 1_050), (" 10.50 ", 1_050),
        ("\u{A0}£10.50", 1_050), ("£\u{A0}10.50\u{A0}", 1_050), ("10.50\u{202F}GBP", 1_050),
        ("-.05", -5),
        ("92,233,720,368,547,758.07", Int.max),
    ])
    func whatFinancePeopleTypeIsRead(text: String, pence: Int) throws {
        #expect(try Money(parsing: text) == Money(minorUnits: pence))
    }

    @Test(arguments: [
        ("", AmountFault.empty), ("   ", .empty), ("£", .noDigits), ("-", .noDigits),
        (".", .noDigits), ("()", .noDigits), ("10.567", .tooManyDecimals(allowed: 2)),
        ("10.500", .tooManyDecimals(allowed: 2)), ("10.", .missingDecimals),
        ("1,23", .misplacedGroupSeparator(",")), ("1,2345", .misplacedGroupSeparator(",")),
        ("12,34,567", .misplacedGroupSeparator(",")), (",123", .misplacedGroupSeparator(",")),
        ("1234,567", .misplacedGroupSeparator(",")), ("0,123", .misplacedGroupSeparator(",")),
        ("1,,234", .misplacedGroupSeparator(",")), ("+5", .plusSign), ("--5", .twoSigns),
        ("(-5)", .twoSigns), ("-£-5", .twoSigns), ("(5", .unclosedParenthesis),
        ("5)", .unclosedParenthesis), ("inf", .unexpected("i")), ("nan", .unexpected("n")),
        ("0x10", .unexpected("x")), ("1e3", .exponent), ("5%", .percent),
        ("####", .spreadsheetOverflow), ("٣", .unexpected("٣")), ("１２", .unexpected("１")),
        ("12a", .unexpected("a")), ("£1.2m", .unexpected("m")), ("5-", .unexpected("-")),
    ])
    func whatIsNotAnAmountIsRefusedWithTheReason(text: String, reason: AmountFault) {
        #expect(throws: MoneyError.unreadable(text: text, reason: reason)) {
            try Money(parsing: text)
        }
    }

    @Test func continentalAmountsAreReadOnlyWhenDeclared() throws {
        let euros = Currency.euros
        #expect(
            try Money(parsing: "1.234,56", currency: euros, style: .continental).minorUnits
                == 123_456
        )
        #expect(
            try Money(parsing: "1 234,56 €", currency: euros, style: .spaced).minorUnits == 123_456
        )
        #expect(
            try Money(parsing: "1\u{202F}234,56", currency: euros, style: .spaced).minorUnits
                == 123_456
        )
        for text in ["1.234,56", "1 234.56", "1.234.567"] {
            #expect(throws: MoneyError.self, "\(text)") { try Money(parsing: text) }
        }
        #expect(throws: MoneyError.self) {
            try Money(parsing: "1,234.56", currency: euros, style: .continental)
        }
        // Three digits after the declared decimal comma are decimals, not a thousand.
        #expect(throws: MoneyError.self) {
            try Money(parsing: "1,234", currency: euros, style: .continental)
        }
    }

    @Test func anotherCurrencyIsAMismatchNotANumber() {
        for text in ["€5", "$5", "5 EUR", "USD 5"] {
            #expect(throws: MoneyError.self, "\(text)") { try Money(parsing: text) }
        }
        #expect(throws: MoneyError.currencyMismatch(got: "EUR", expected: "GBP")) {
            try Money(parsing: "€5.00")
        }
    }

    @Test func overflowIsAnErrorNotAWrap() {
        for text in ["92,233,720,368,547,758.08", "99999999999999999999", "-92233720368547759"] {
            #expect(throws: MoneyError.overflow(operation: "'\(text)'")) {
                try Money(parsing: text)
            }
        }
    }

    @Test func currenciesWithoutMinorUnitsTakeNoDecimals() throws {
        let yen = try Currency(code: "JPY")
        #expect(try Money(parsing: "¥1,000", currency: yen).minorUnits == 1_000)
        #expect(throws: MoneyError.unreadable(text: "10.5", reason: .tooManyDecimals(allowed: 0))) {
            try Money(parsing: "10.5", currency: yen)
        }
        #expect(Money(minorUnits: 1_000, currency: yen).decimalText == "1000")
    }

    @Test func everyWrittenAmountReadsBackInEveryStyle() throws {
        for seed in UInt64(1)...3_000 {
            var random = SeededGenerator(seed: seed)
            let shift = random.below(63)
            let pence = Int(truncatingIfNeeded: random.next()) >> shift
            let currency = Currency.known[random.below(Currency.known.count)]
            let amount = Money(minorUnits: pence == .min ? 0 : pence, currency: currency)
            #expect(try Money(parsing: amount.decimalText, currency: currency) == amount)
            for style in AmountStyle.allCases {
                for text in [amount.formatted(style), amount.accountingText(style)] {
                    let read = try Money(parsing: text, currency: currency, style: style)
                    #expect(read == amount, "\(text), seed \(seed)")
                }
            }
        }
    }

    @Test func errorsSpeakTheUsersWords() {
        let cases: [(String, String)] = [
            ("10.567", "'10.567' is not an amount of money: it has more than 2 decimals"),
            ("1,23", "'1,23' is not an amount of money: ',' must separate groups of three digits"),
            ("+1", "'+1' is not an amount of money: a plus sign is not accepted"),
        ]
        for (text, message) in cases {
            do {
                _ = try Money(parsing: text)
                Issue.record("\(text) was read")
            } catch {
                #expect(error.description == message)
            }
        }
    }
}

@Suite struct AmountFormatting {
    @Test func amountsAreWrittenAsPeopleReadThem() {
        #expect(Money(minorUnits: 123_456).formatted() == "£1,234.56")
        #expect(Money(minorUnits: -5).formatted() == "-£0.05")
        #expect(Money(minorUnits: -123_456).accountingText() == "(1,234.56)")
        #expect(Money(minorUnits: 100).decimalText == "1.00")
        #expect(Money(minorUnits: .min).decimalText == "-92233720368547758.08")
        #expect(
            Money(minorUnits: 123_456_789, currency: .euros).formatted(.continental)
                == "1.234.567,89 €"
        )
    }

    @Test func unitsAreNoCurrencyOfAnyCode() throws {
        #expect(!Currency.units.isMoney)
        #expect(Currency.known.allSatisfy { $0.isMoney && $0 != .units })
        #expect(Currency(code: "XXX", minorDigits: 0, symbol: nil).isMoney)
        #expect(Currency.units.minorDigits == 0 && Currency.units.symbol == nil)
        #expect(Money(minorUnits: -1_234_567, currency: .units).formatted() == "-1,234,567")
        #expect(throws: MoneyError.self) {
            try Money(minorUnits: 1, currency: .units).adding(Money(minorUnits: 1))
        }
    }
}
