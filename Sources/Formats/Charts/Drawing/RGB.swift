import Glibc

/// A colour of the sRGB space, eight bits a channel.
package struct RGB: Sendable, Hashable {
    package var red: UInt8
    package var green: UInt8
    package var blue: UInt8

    /// 0xRRGGBB.
    package init(_ code: Int) {
        red = UInt8(truncatingIfNeeded: code >> 16)
        green = UInt8(truncatingIfNeeded: code >> 8)
        blue = UInt8(truncatingIfNeeded: code)
    }

    /// "#1f6fb2".
    package var hexadecimal: String {
        let text = String(Int(red) << 16 | Int(green) << 8 | Int(blue), radix: 16)
        return "#" + String(repeating: "0", count: 6 - text.count) + text
    }

    /// This colour for 0, the other for 1, a straight mix between.
    func mixed(with other: RGB, _ share: Double) -> RGB {
        let part = min(1, max(0, share))
        func channel(_ from: UInt8, _ to: UInt8) -> Int {
            Int((Double(from) + (Double(to) - Double(from)) * part).rounded())
        }
        return RGB(
            channel(red, other.red) << 16 | channel(green, other.green) << 8
                | channel(blue, other.blue)
        )
    }

    /// Relative luminance, 0 for black and 1 for white (WCAG 2.2).
    var luminance: Double {
        func linear(_ channel: UInt8) -> Double {
            let part = Double(channel) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// Contrast ratio of WCAG 2.2, from 1 (the same) to 21 (black on white).
    func contrast(to other: RGB) -> Double {
        let lighter = max(luminance, other.luminance)
        let darker = min(luminance, other.luminance)
        return (lighter + 0.05) / (darker + 0.05)
    }
}
