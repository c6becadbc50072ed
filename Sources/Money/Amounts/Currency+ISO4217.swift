extension Currency {
    /// Codes by the digits of the minor unit, as in ISO 4217:2015 with its amendments up to 2025. Funds, metals and codes
    /// for testing are no money that anybody pays in, and are left out.
    private static let codesByDigits: [(digits: Int, codes: String)] = [
        (
            0,
            """
            BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF
            """
        ),
        (
            2,
            """
            AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP
            BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR
            FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR
            KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV
            MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR
            SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH
            USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
            """
        ),
        (
            3,
            """
            BHD IQD JOD KWD LYD OMR TND
            """
        ),
        (
            4,
            """
            CLF UYW
            """
        ),
    ]

    /// Signs that stand for one currency wherever amounts are read; others share theirs and are written by their code.
    private static let signs = ["EUR": "€", "GBP": "£", "JPY": "¥", "USD": "$"]

    static let byCode: [String: Currency] = {
        var currencies: [String: Currency] = [:]
        for (digits, codes) in codesByDigits {
            for code in codes.split(whereSeparator: \.isWhitespace).map(String.init) {
                currencies[code] = Currency(code: code, minorDigits: digits, symbol: signs[code])
            }
        }
        return currencies
    }()

    /// Sorted by code.
    public static let known = byCode.values.sorted { $0.code < $1.code }
}
