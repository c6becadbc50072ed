import TopsliceFormats
import TopsliceMoney

extension WorkbookFormula {
    /// The cell that shows it, in minor units, as an amount of a currency.
    func amount(in currency: Currency) -> Workbook.Cell {
        .formula(self, .amount(decimals: currency.minorDigits))
    }
}
