/// How much room text takes, before any browser has seen it.
///
/// Widths are those of DejaVu Sans, the widest typeface a page is likely to be shown in, so that
/// text never runs over where the reader's typeface is narrower.
enum TextMetrics {
    static func width(of text: String, size: Double, isBold: Bool = false) -> Double {
        var thousandths = 0
        for scalar in text.unicodeScalars { thousandths += advance(of: scalar) }
        return Double(thousandths) / 1000 * size * (isBold ? 1.11 : 1)
    }

    private static func advance(of scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value >= 32 && value < 127 { return ascii[Int(value) - 32] }
        switch value {
        case 0x300...0x36F, 0x200B...0x200F: return 0
        case 0x2212, 0xD7: return 838
        case 0xA0: return 318
        case 0xA3: return 636
        case 0xB7: return 318
        case 0x2013: return 500
        case 0xB2, 0xB3, 0xB9, 0x2070...0x207A: return 401
        case 0x207B: return 528
        case 0xC0...0x24F: return 700
        case 0x370...0x52F: return 750
        default: return 1000
        }
    }

    private static let ascii = [
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636,
        636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698,
        770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732,
        684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635,
        634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592,
        525, 636, 337, 636, 838,
    ]
}
