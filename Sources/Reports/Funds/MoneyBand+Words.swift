import TopsliceFunds

extension MoneyBand {
    var words: String {
        switch (nature, ringFence) {
        case (.revenue, nil): "Revenue"
        case (.capital, nil): "Capital"
        case (.revenue, let purpose?): "Set aside for \(purpose)"
        case (.capital, let purpose?): "Capital set aside for \(purpose)"
        }
    }
}
