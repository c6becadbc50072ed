/// Something that can be drawn at a width. Layout lives in the chart, never in the page.
package protocol Chart: Sendable {
    /// The drawing for a width in CSS pixels. It may come out wider where the content cannot be
    /// read any smaller (a large matrix); the page then scrolls it.
    func drawing(width: Double) -> Drawing
}
