import Core
import Jobs

/// Reads the `page:` of a job's step.
struct JobPageReader {
  let file: String
  let variables: JobVariables

  func page(_ value: YAMLValue) throws -> JobPage {
    let entries = try YAMLEntries(value, keys: ["output", "sections", "subtitle", "title"])
    let output = try entries.required("output", of: value)
    return JobPage(
      output: JobOption(key: "output", values: [try text(output)], line: output.line, path: output.path),
      title: try text(entries.required("title", of: value)), subtitle: try entries["subtitle"].map(text) ?? "",
      sections: try entries.required("sections", of: value).list(expected: "a list of sections").map(section))
  }

  private func section(_ value: YAMLValue) throws -> JobPage.Section {
    let entries = try YAMLEntries(value, keys: ["links", "pictures", "tables", "text", "title"])
    func list<T>(_ key: String, _ item: (YAMLValue) throws -> T) throws -> [T] {
      guard let value = entries[key] else { return [] }
      return value.isMapping ? [try item(value)] : try value.list().map(item)
    }
    return JobPage.Section(
      title: try text(entries.required("title", of: value)), texts: try list("text", text),
      tables: try list("tables", tables),
      pictures: try list("pictures") { value in
        let (file, caption) = try captioned(value)
        guard ["png", "svg", "jpg", "jpeg"].contains(file.split(separator: ".").last?.lowercased() ?? "") else {
          throw value.failure("not a picture that a page can hold", expected: ".png, .svg or .jpg")
        }
        return JobPage.Picture(file: file, caption: caption)
      },
      links: try list("links") { value in
        let (file, caption) = try captioned(value)
        return JobPage.Link(file: file, caption: caption)
      },
      line: value.node.mark?.line)
  }

  private func tables(_ value: YAMLValue) throws -> JobPage.Tables {
    guard value.isMapping else { return JobPage.Tables(step: try text(value)) }
    let entries = try YAMLEntries(value, keys: ["only", "step"])
    let only = try entries["only"]?.list(expected: "numbers of tables").map { value in
      let number = try value.integer()
      guard number > 0 else { throw value.failure(expected: "the number of a table, from 1") }
      return number
    }
    return JobPage.Tables(step: try text(entries.required("step", of: value)), only: only ?? [])
  }

  private func captioned(_ value: YAMLValue) throws -> (file: String, caption: String) {
    guard value.isMapping else { return (try text(value), "") }
    let entries = try YAMLEntries(value, keys: ["caption", "file"])
    return (try text(entries.required("file", of: value)), try entries["caption"].map(text) ?? "")
  }

  private func text(_ value: YAMLValue) throws -> String { try variables.text(try value.text(), at: value) }
}
