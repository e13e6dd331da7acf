# Observations (JSON Lines) as a table to read: LC_ALL=C awk -f Pipelines/table.awk records.jsonl
# Columns line up under wide characters. Works byte by byte, so that any awk will do, mawk included.

function field(name,    at, rest, out) {
  at = index($0, "\"" name "\":")
  if (!at) return ""
  rest = substr($0, at + length(name) + 3)
  if (substr(rest, 1, 1) == "\"") {
    rest = substr(rest, 2)
    match(rest, /^([^"\\]|\\.)*/)
    out = substr(rest, 1, RLENGTH)
    gsub(/\\"/, "\"", out)
    return out
  }
  match(rest, /^[^,}]*/)
  out = substr(rest, 1, RLENGTH)
  return out == "null" ? "" : out
}

# Columns that a text takes on a terminal: 2 for characters of three and four bytes, 1 for others.
function width(text,    wide, rest) {
  wide = gsub(bytes(224, 247), "", text)
  rest = gsub(bytes(128, 191), "", text)
  # Of each wide character two or three trailing bytes were counted: they are no columns.
  return length(text) + 2 * wide
}

function bytes(from, to) { return sprintf("[%c-%c]", from, to) }

function cell(text, columns,    pad) {
  pad = columns - width(text)
  while (pad-- > 0) text = text " "
  return text "  "
}

function put(a, b, c, d, e, f) { print cell(a, 8) cell(b, 22) cell(c, 10) cell(d, 14) cell(e, 4) f }

# How a figure is meant, where it is not plainly of the past.
function aside(text) { return text == "" || text == "actual" ? "" : " (" text ")" }

BEGIN { put("area", "indicator", "measure", "value", "unit", "period") }

/"record":"observation\// {
  value = field("value")
  if (field("value_max") != "") value = value "-" field("value_max")
  measure = field("measure")
  if (field("basis") != "") measure = measure " " field("basis")
  put(field("ref_area_name"), field("indicator_name"), measure, value, field("unit"), \
    field("time_period") aside(field("modality")))
}
