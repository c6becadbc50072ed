import TopsliceMoney
import Testing

/// The currencies of ISO 4217 and their minor units.
struct CurrencyTests {
    /// As `java.util.Currency` of OpenJDK 17 states the digits (`getDefaultFractionDigits`); the unit of account UYW,
    /// which it does not know, has four in ISO 4217.
    private static let digits: [(digits: Int, codes: String)] = [
        (
            0,
            """
            BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF
            """
        ),
        (
            2,
            """
            AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN
            BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP
            GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT
            LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN
            NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE
            SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES
            WST XCD XCG YER ZAR ZMW ZWG
            """
        ),
        (
            3,
            """
            BHD IQD JOD KWD LYD OMR TND
            """
        ),
        (4, "CLF UYW"),
    ]

    @Test func minorUnitsAreThoseOfTheStandard() throws {
        var count = 0
        for (digits, codes) in Self.digits {
            for code in codes.split(whereSeparator: \.isWhitespace) {
                #expect(try Currency(code: String(code)).minorDigits == digits, "\(code)")
                count += 1
            }
        }
        #expect(Currency.known.count == count)
    }

    /// Codes of metals, of funds of the International Monetary Fund and for testing are no money to be paid in, nor are
    /// those that were given up.
    @Test(arguments: ["XAU", "XDR", "XTS", "XXX", "DEM", "ITL", "gbp", "GB", ""])
    func whatIsNoCurrencyIsRefused(code: String) {
        #expect(throws: MoneyError.unknownCurrency(code: code)) { try Currency(code: code) }
    }

    /// The same digits are other numbers of units: 1,234,567 yen, cents, and fils.
    @Test(arguments: [
        ("JPY", "1234567", "¥1,234,567"), ("EUR", "12345.67", "€12,345.67"),
        ("KWD", "1234.567", "1,234.567 KWD"), ("BHD", "1234.567", "1,234.567 BHD"),
        ("CLF", "123.4567", "123.4567 CLF"), ("CHF", "12345.67", "12,345.67 CHF"),
    ])
    func amountsHaveTheDecimalsOfTheirCurrency(code: String, text: String, shown: String) throws {
        let currency = try Currency(code: code)
        let amount = try Money(parsing: text, currency: currency)
        #expect(amount.minorUnits == 1_234_567)
        #expect(amount.decimalText == text)
        #expect(amount.formatted() == shown)
        #expect(try Money(parsing: shown, currency: currency) == amount)
        #expect(throws: (any Error).self) { try Money(parsing: "0.00000", currency: currency) }
    }

    /// A plain number that fills the fast way to the last digit is read as the careful one reads it.
    @Test(arguments: Currency.known) func plainAndGroupedNumbersAgree(currency: Currency) throws {
        for whole in ["0", "7", "12345678901234", "99999999999999", "123456789012345"] {
            let decimals = String(repeating: "9", count: currency.minorDigits)
            let text = whole + (decimals.isEmpty ? "" : "." + decimals)
            let plain = try? Money(parsing: text, currency: currency)
            let careful = try? Money(parsing: " " + text, currency: currency)
            #expect(plain == careful, "\(text) \(currency.code)")
        }
    }
}
