import Markup

/// What each element of a page is by its tag, and by the words of its class and id: looked up once for each name.
struct PageRoles {
  private(set) var tags: [(role: PageRules.TagRole, level: Int)?] = []
  private(set) var words: [Set<PageRules.WordRole>] = []

  init(_ tree: PageTree, _ rules: PageRules) {
    var known: [String: Set<PageRules.WordRole>] = ["": []]
    tags.reserveCapacity(tree.elements.count)
    words.reserveCapacity(tree.elements.count)
    for element in tree.elements {
      tags.append(rules.roles[element.name])
      if let roles = known[element.words] {
        words.append(roles)
      } else {
        let roles = rules.roles(ofWords: element.words)
        known[element.words] = roles
        words.append(roles)
      }
    }
  }
}
