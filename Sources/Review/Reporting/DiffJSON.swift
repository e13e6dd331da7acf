import Emitting

/// A comparison as JSON Lines: a line for each difference as it is found, a line of counts at the end.
public enum DiffJSON {
  public static func line(_ it: Difference) -> String {
    let fields = it.fields.map {
      #"{"name":\#(JSONText.quoted($0.name)),"old":\#(JSONText.quoted($0.old)),"new":\#(JSONText.quoted($0.new))}"#
    }
    return #"{"record":"difference/1","id":"\#(it.id)","kind":"\#(it.kind.rawValue)","type":"\#(it.type.rawValue)","#
      + #""doc":\#(JSONText.quoted(it.document)),"rules":\#(JSONText.list(it.rules)),"#
      + #""fields":[\#(fields.joined(separator: ","))],"sentence":\#(JSONText.quoted((it.new ?? it.old)?.sentence)),"#
      + #""old":\#(it.old?.line ?? "null"),"new":\#(it.new?.line ?? "null")}"# + "\n"
  }

  public static func line(_ it: DiffSummary) -> String {
    let types = RecordType.allCases.compactMap { type in
      it.types[type].map { #""\#(type.rawValue)":{\#(members($0)),"same":\#($0.same)}"# }
    }
    let rules = it.byRule().map {
      #"{"rule":\#(JSONText.quoted($0.name)),\#(members($0.counts)),"records":\#($0.records)}"#
    }
    let fields = it.byField().map { name, counts in
      let steps = counts.commonest.prefix(20).map {
        #"{"old":\#(JSONText.quoted($0.old)),"new":\#(JSONText.quoted($0.new)),"count":\#($0.count)}"#
      }
      return #"{"field":"\#(name)","count":\#(counts.count),"steps":[\#(steps.joined(separator: ","))]}"#
    }
    return #"{"record":"diff/1","documents":\#(it.documents),"changed_documents":\#(it.changedDocuments),"#
      + #""same":\#(it.same),\#(members(it.total)),"types":{\#(types.joined(separator: ","))},"#
      + #""rules":[\#(rules.joined(separator: ","))],"fields":[\#(fields.joined(separator: ","))]}"# + "\n"
  }

  private static func members(_ it: DiffSummary.Counts) -> String {
    #""changed":\#(it.changed),"lost":\#(it.lost),"new":\#(it.new),"moved":\#(it.moved)"#
  }
}
