import TopsliceFormats
import Testing

@Suite struct SlugTests {
    @Test(arguments: [
        ("Health & Care", "health-care"), ("../../etc/x", "etc-x"),
        ("Children's Services", "childrens-services"),
        ("Équipe Santé", "equipe-sante"), ("", "untitled"), ("<script>", "script"),
        ("日本", "untitled"),
        ("a\u{0}b", "a-b"), ("--x--", "x"), ("Jos\u{65}\u{301}", "jose"),
    ])
    func wordsBecomeSafeNames(example: (words: String, slug: String)) {
        #expect(Slug.make(from: example.words) == example.slug)
    }

    @Test func slugsAreToldApart() {
        #expect(
            Slug.distinct(["A b", "a-b", "a b 2", "A  B"]) == ["a-b", "a-b-2", "a-b-2-2", "a-b-3"]
        )
    }

    @Test func aLongNameIsCut() {
        #expect(Slug.make(from: String(repeating: "x", count: 500)).utf8.count == 60)
    }
}
