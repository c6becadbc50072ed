/// The colours of charts. Each has a value for light and for dark pages.
///
/// Text colours have a contrast of at least 4.5 to the page and graphics at least 3 (WCAG 2.2,
/// 1.4.3 and 1.4.11); `grid`, `band` and the fans only decorate. Blue and orange stay apart for every common
/// kind of colour blindness.
package enum Paint: Sendable, Hashable {
    case ink
    case muted
    /// Axis lines and outlines.
    case axis
    /// Lines that only guide the eye.
    case grid
    /// The background of every other row.
    case band
    /// The page behind.
    case page
    case positive
    case negative
    /// A bar that is a level, not a change.
    case level
    /// Between the outer, and between the inner quantiles of a fan.
    case fanOuter
    case fanInner
    /// One of several series, told apart by shape too.
    case series(Int)
    /// A fixed colour with its own ink, the same on every page.
    case fixed(RGB)

    static let seriesCount = 8

    /// The name of the colour in the style sheet; nil for a fixed one.
    var name: String? {
        switch self {
        case .ink: "ink"
        case .muted: "muted"
        case .axis: "axis"
        case .grid: "grid"
        case .band: "band"
        case .page: "page"
        case .positive: "positive"
        case .negative: "negative"
        case .level: "level"
        case .fanOuter: "fan-outer"
        case .fanInner: "fan-inner"
        case .series(let number): "series\(Self.index(number))"
        case .fixed: nil
        }
    }

    var light: RGB {
        switch self {
        case .ink: RGB(0x1B2430)
        case .muted: RGB(0x4D5866)
        case .axis: RGB(0x7C8794)
        case .grid: RGB(0xDCE1E7)
        case .band: RGB(0xF4F6F9)
        case .page: RGB(0xFFFFFF)
        case .positive: RGB(0x1F6FB2)
        case .negative: RGB(0xB8480F)
        case .level: RGB(0x5B6775)
        case .fanOuter: RGB(0xD3E5F5)
        case .fanInner: RGB(0x9CC4E6)
        case .series(let number): Self.lightSeries[Self.index(number)]
        case .fixed(let colour): colour
        }
    }

    var dark: RGB {
        switch self {
        case .ink: RGB(0xE8EDF2)
        case .muted: RGB(0xB4BECA)
        case .axis: RGB(0x8894A2)
        case .grid: RGB(0x35404C)
        case .band: RGB(0x1B222B)
        case .page: RGB(0x12171D)
        case .positive: RGB(0x6DB3F2)
        case .negative: RGB(0xF09A5E)
        case .level: RGB(0x9AA6B4)
        case .fanOuter: RGB(0x1E3448)
        case .fanInner: RGB(0x2F5576)
        case .series(let number): Self.darkSeries[Self.index(number)]
        case .fixed(let colour): colour
        }
    }

    static let named: [Paint] =
        [
            .ink, .muted, .axis, .grid, .band, .page, .positive, .negative, .level, .fanOuter,
            .fanInner,
        ]
        + (0..<seriesCount).map(Paint.series)

    private static func index(_ number: Int) -> Int {
        let rest = number % seriesCount
        return rest < 0 ? rest + seriesCount : rest
    }

    private static let lightSeries = [
        0x1F6FB2, 0xB8480F, 0x2B7D4F, 0x7A4FA0, 0x0D7377, 0xA3254A, 0x7A5C00, 0x5B6775,
    ].map { RGB($0) }

    private static let darkSeries = [
        0x6DB3F2, 0xF09A5E, 0x74C69A, 0xC3A0E8, 0x5EC4C8, 0xF08CA8, 0xD9BE5C, 0x9AA6B4,
    ].map { RGB($0) }
}
