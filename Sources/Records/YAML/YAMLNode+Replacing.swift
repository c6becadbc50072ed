/// Documents whose values come from elsewhere, at the places where the document names them.
extension YAMLNode {
    /// The same tree with other nodes in the places of some scalars.
    ///
    /// - Parameter change: what stands in the place of a scalar; nil to leave it.
    package func replacingScalars(
        _ change: (YAMLScalar, YAMLNode) -> YAMLNode?
    ) -> YAMLNode {
        switch content {
        case .scalar(let scalar): return change(scalar, self) ?? self
        case .list(let items):
            return holding(.list(items.map { $0.replacingScalars(change) }))
        case .map(let entries):
            return holding(
                .map(
                    entries.map {
                        YAMLEntry(
                            key: $0.key,
                            keyPosition: $0.keyPosition,
                            value: $0.value.replacingScalars(change)
                        )
                    }
                )
            )
        }
    }

    /// The same place with a single value.
    package func holding(_ text: String) -> YAMLNode {
        holding(.scalar(YAMLScalar(text: text, isQuoted: false)))
    }

    /// The same place with a map, all of whose keys stand there.
    package func holding(_ entries: [(key: String, text: String)]) -> YAMLNode {
        holding(
            .map(
                entries.map { entry in
                    YAMLEntry(
                        key: entry.key,
                        keyPosition: position,
                        value: YAMLNode(
                            content: .scalar(YAMLScalar(text: entry.text, isQuoted: false)),
                            position: position,
                            location: location.appending(key: entry.key)
                        )
                    )
                }
            )
        )
    }

    func holding(_ content: Content) -> YAMLNode {
        YAMLNode(content: content, position: position, location: location)
    }
}
