extension YAMLMap {
    /// The same with what another says and this does not, in maps within maps too: how stated keys stand over those of a preset.
    package func filled(from other: YAMLMap) -> YAMLMap {
        var entries = self.entries.map { entry -> YAMLEntry in
            guard case .map(let own) = entry.value.content, let second = other[entry.key],
                case .map(let more) = second.content
            else { return entry }
            let filled = YAMLMap(node: entry.value, entries: own)
                .filled(from: YAMLMap(node: second, entries: more))
            return YAMLEntry(
                key: entry.key,
                keyPosition: entry.keyPosition,
                value: filled.node
            )
        }
        entries += other.entries.filter { !contains($0.key) }
        return YAMLMap(node: node.holding(.map(entries)), entries: entries)
    }
}
