/// The parts of a report's page that are the same for every report. No address of anything outside stands in it, and its
/// policy forbids the browser to fetch any: all text comes from data and is set as text, never as markup.
enum HTMLPage {
  static let head = #"""
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <meta http-equiv="Content-Security-Policy"
      content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
    <title>Differences of records</title>
    <style>
    :root { color-scheme: light dark; --back: #fdfdfb; --panel: #f3f2ee; --ink: #1b1b1a; --dim: #66645e; --line: #d9d7d0;
      --pick: #dfe8f7; --focus: #1f5fbf; --changed: #8a5a00; --lost: #b3261e; --new: #1a7f37; --moved: #6a3fb5;
      --value: #ffd76a; --indicator: #bfe3c0; --area: #bcd9f5; --subject: #d7cdf2; --period: #f6cfe0; --cue: #f3d9b8;
      --modality: #d5e8a8; --basis: #cfe8e6; --rank: #f2c4b8; --other: #ececec; }
    :root[data-theme=dark] { color-scheme: dark; --back: #16171a; --panel: #1f2125; --ink: #e8e6e1; --dim: #a09d95;
      --line: #3a3c42; --pick: #2b3a55; --focus: #8ab4f8; --changed: #e2b254; --lost: #ff8a80; --new: #7bd88f;
      --moved: #c3a6ff; --value: #7a5b00; --indicator: #2d5a35; --area: #23456b; --subject: #4a3a78; --period: #6b2f4e;
      --cue: #6a4a1f; --modality: #4a5c17; --basis: #1f5652; --rank: #6e3527; --other: #33353b; }
    @media (prefers-color-scheme: dark) { :root:not([data-theme=light]) { --back: #16171a; --panel: #1f2125; --ink: #e8e6e1;
      --dim: #a09d95; --line: #3a3c42; --pick: #2b3a55; --focus: #8ab4f8; --changed: #e2b254; --lost: #ff8a80;
      --new: #7bd88f; --moved: #c3a6ff; --value: #7a5b00; --indicator: #2d5a35; --area: #23456b; --subject: #4a3a78;
      --period: #6b2f4e; --cue: #6a4a1f; --modality: #4a5c17; --basis: #1f5652; --rank: #6e3527; --other: #33353b; } }
    * { box-sizing: border-box; }
    body { margin: 0; height: 100vh; display: grid; grid-template: auto minmax(0, 1fr) / minmax(280px, 360px) minmax(0, 1fr);
      font: 15px/1.55 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: var(--ink);
      background: var(--back); }
    header { grid-column: 1 / 3; padding: 8px 14px; border-bottom: 1px solid var(--line); display: flex; flex-wrap: wrap;
      gap: 6px 12px; align-items: center; }
    h1 { font-size: 15px; margin: 0 8px 0 0; }
    #count { color: var(--dim); margin-left: auto; }
    select, input, button { font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--line);
      border-radius: 5px; padding: 2px 7px; max-width: 15em; }
    button[aria-pressed=true] { border-color: var(--focus); background: var(--pick); }
    :focus-visible { outline: 2px solid var(--focus); outline-offset: 1px; }
    #list { overflow-y: auto; border-right: 1px solid var(--line); position: relative; }
    #list > div { position: relative; }
    .row { position: absolute; left: 0; right: 0; height: 46px; padding: 3px 12px; border-bottom: 1px solid var(--line);
      overflow: hidden; white-space: nowrap; cursor: pointer; line-height: 20px; }
    .row[aria-selected=true] { background: var(--pick); }
    .row small { color: var(--dim); display: block; overflow: hidden; text-overflow: ellipsis; }
    .kind { font-weight: 600; }
    .changed { color: var(--changed); } .lost { color: var(--lost); } .new { color: var(--new); }
    .moved { color: var(--moved); }
    main { overflow-y: auto; padding: 12px 18px 40px; }
    main h2 { font-size: 17px; margin: 0 0 2px; overflow-wrap: anywhere; }
    .dim { color: var(--dim); overflow-wrap: anywhere; }
    table { border-collapse: collapse; margin: 10px 0; max-width: 100%; }
    th, td { text-align: left; vertical-align: top; padding: 3px 14px 3px 0; border-bottom: 1px solid var(--line);
      overflow-wrap: anywhere; }
    th { font-weight: 600; white-space: nowrap; } td:nth-child(2) { color: var(--lost); } td:nth-child(3) { color: var(--new); }
    .says td:nth-child(2) { color: inherit; }
    .sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 360px), 1fr)); gap: 14px; }
    .sides section { border: 1px solid var(--line); border-radius: 6px; min-width: 0; }
    .sides h3 { font-size: 13px; margin: 0; padding: 4px 10px; background: var(--panel); border-bottom: 1px solid var(--line);
      border-radius: 6px 6px 0 0; }
    .text { padding: 8px 10px; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 62vh; overflow-y: auto; margin: 0;
      position: relative; }
    mark { color: inherit; background: none; border-bottom: 1px dotted var(--dim); border-radius: 2px; }
    mark.sentence { background: color-mix(in srgb, var(--panel) 70%, transparent); border-bottom: none; }
    mark.diff { border-bottom: 2px solid var(--changed); cursor: pointer; }
    mark.value { background: var(--value); font-weight: 600; } mark.indicator { background: var(--indicator); }
    mark.area { background: var(--area); } mark.subject { background: var(--subject); }
    mark.period { background: var(--period); } mark.cue { background: var(--cue); }
    mark.modality { background: var(--modality); } mark.basis { background: var(--basis); }
    mark.rank { background: var(--rank); }
    .legend { margin: 8px 0; } .legend mark { padding: 0 5px; margin-right: 6px; border: none; }
    dialog { color: inherit; background: var(--back); border: 1px solid var(--line); border-radius: 8px; max-width: 30em; }
    kbd { border: 1px solid var(--line); border-radius: 4px; padding: 0 5px; background: var(--panel); }
    @media (max-width: 760px) { body { grid-template: auto minmax(120px, 34vh) minmax(0, 1fr) / minmax(0, 1fr); }
      header { grid-column: 1; } #list { border-right: none; border-bottom: 1px solid var(--line); } }
    </style>
    </head>
    <body>
    <header>
    <h1>Differences of records</h1>
    <span role="group" aria-label="Kinds of differences" id="kinds"></span>
    <label>Type <select id="type"></select></label>
    <label>Rule <select id="rule"></select></label>
    <label>Field <select id="field"></select></label>
    <label>Document <select id="document"></select></label>
    <label>Find <input id="find" type="search" size="12" autocomplete="off"></label>
    <button id="theme" type="button">Light or dark</button>
    <button id="help" type="button">Keys</button>
    <span id="count" role="status"></span>
    </header>
    <div id="list" role="listbox" aria-label="Differences" tabindex="0"><div></div></div>
    <main id="main" tabindex="-1" aria-label="The difference that is chosen"></main>
    <dialog id="keys" aria-label="Keys"><p><kbd>j</kbd> <kbd>k</kbd> next and previous difference<br>
    <kbd>J</kbd> <kbd>K</kbd> next and previous document<br><kbd>1</kbd>–<kbd>4</kbd> show or hide a kind<br>
    <kbd>r</kbd> only the likeliest rule of this one, and all again<br><kbd>f</kbd> only its first field, and all again<br>
    <kbd>d</kbd> only its document, and all again<br><kbd>a</kbd> the whole article, or what stands around it<br>
    <kbd>/</kbd> find<br><kbd>t</kbd> light or dark<br>
    <kbd>?</kbd> this list</p><form method="dialog"><button>Close</button></form></dialog>

    """#

  static let foot = #"""
    <script>
    "use strict";
    const $ = id => document.getElementById(id);
    const data = id => JSON.parse($(id).textContent);
    const index = data("index");
    // A difference: [document, place in it, id, kind, type, exact, rules, fields]; rules and fields by their place.
    const all = index.differences, ROW = 46, kinds = ["changed", "lost", "new", "moved"], hidden = new Set();
    let shown = [], at = 0, parsed = new Map(), isWhole = false;
    // Characters of an article before and behind the value that are shown unless all are wanted.
    const AROUND = 600;
    const el = (name, props = {}, ...children) => {
      const it = document.createElement(name);
      for (const [key, value] of Object.entries(props))
        if (key.includes("-") || key === "role") it.setAttribute(key, value); else it[key] = value;
      it.append(...children);
      return it;
    };
    function doc(n) {
      if (!parsed.has(n)) {
        if (parsed.size > 8) parsed.delete(parsed.keys().next().value);
        const it = data("d" + n);
        it.newText = Array.from(it.text ?? "");
        it.oldText = it.was == null ? it.newText : Array.from(it.was);
        parsed.set(n, it);
      }
      return parsed.get(n);
    }
    // Filters
    function options(select, names, all) {
      select.replaceChildren(el("option", { value: "" }, all), ...names.map((name, i) => el("option", { value: i }, name)));
    }
    const types = ["document", "entity", "period", "quantity", "observation"];
    options($("type"), types, "all");
    options($("rule"), index.rules.map(r => `${r[0]} (${r[1]} of ${r[2]})`), "all");
    options($("field"), index.fields.map(f => `${f[0]} (${f[1]})`), "all");
    options($("document"), index.documents, "all");
    for (const [n, kind] of kinds.entries()) {
      const button = el("button", { type: "button", className: kind, "aria-pressed": "true" },
        `${index.counts[n]} ${kind}`);
      button.onclick = () => toggle(n);
      $("kinds").append(button, " ");
    }
    function toggle(n) {
      if (!hidden.delete(kinds[n])) hidden.add(kinds[n]);
      $("kinds").children[n].setAttribute("aria-pressed", String(!hidden.has(kinds[n])));
      filter();
    }
    function filter(keep = shown[at]) {
      const [type, rule, field, documentAt] = ["type", "rule", "field", "document"].map(id => $(id).value);
      const words = $("find").value.trim();
      shown = [];
      for (let i = 0; i < all.length; i++) {
        const d = all[i];
        if (hidden.has(d[3]) || type && d[4] !== types[type] || rule && !d[6].includes(+rule)
          || field && !d[7].includes(+field) || documentAt && d[0] !== +documentAt) continue;
        if (words && !d[5].includes(words) && !d[2].startsWith(words) && !index.documents[d[0]].includes(words)) continue;
        shown.push(i);
      }
      at = Math.max(0, shown.indexOf(keep));
      $("count").textContent = `${shown.length} of ${all.length} differences`
        + (index.more ? `; ${index.more} more are not in this page` : "");
      list.firstElementChild.style.height = shown.length * ROW + "px";
      choose(at);
    }
    // The list: only what is in sight is in the page.
    const list = $("list");
    function rows() {
      const from = Math.max(0, Math.floor(list.scrollTop / ROW) - 5);
      const to = Math.min(shown.length, from + Math.ceil(list.clientHeight / ROW) + 10);
      const out = [];
      for (let i = from; i < to; i++) {
        const d = all[shown[i]];
        const row = el("div", { className: "row", id: "row" + i, role: "option", "aria-selected": String(i === at),
          "aria-posinset": i + 1, "aria-setsize": shown.length },
          el("span", { className: "kind " + d[3] }, d[3]), " ", d[5] || d[4],
          el("small", {}, [d[4], d[7].map(f => index.fields[f][0].split(".").pop()).join(", "),
            index.documents[d[0]]].filter(x => x).join(" · ")));
        row.style.top = i * ROW + "px";
        row.onclick = () => choose(i);
        out.push(row);
      }
      list.firstElementChild.replaceChildren(...out);
    }
    list.onscroll = () => requestAnimationFrame(rows);
    onresize = rows;
    function choose(i) {
      at = Math.max(0, Math.min(i, shown.length - 1));
      const top = at * ROW;
      if (top < list.scrollTop) list.scrollTop = top;
      if (top + ROW > list.scrollTop + list.clientHeight) list.scrollTop = top + ROW - list.clientHeight;
      rows();
      list.setAttribute("aria-activedescendant", "row" + at);
      show();
    }
    // One difference
    function show() {
      const main = $("main");
      if (!shown.length) return main.replaceChildren(el("p", { className: "dim" }, "No difference is like that."));
      const d = all[shown[at]], it = doc(d[0]), diff = it.differences[d[1]];
      const parts = [
        el("h2", {}, el("span", { className: d[3] }, d[3]), ` ${d[4]} ${d[5]}`),
        el("div", { className: "dim" }, `${diff.record} · ${d[2]}`),
        el("div", { className: "dim" }, diff.rules.join(" + "))];
      if (diff.fields.length) parts.push(el("table", {},
        el("thead", {}, el("tr", {}, ...["field", "old", "new"].map(h => el("th", { scope: "col" }, h)))),
        el("tbody", {}, ...diff.fields.map(f => el("tr", {}, el("th", { scope: "row" }, f[0]), el("td", {}, f[1]),
          el("td", {}, f[2]))))));
      if (diff.says) parts.push(el("table", { className: "says" }, el("tbody", {}, ...diff.says.map(f =>
        el("tr", {}, el("th", { scope: "row" }, f[0]), el("td", {}, f[1]))))));
      const roles = new Set([diff.old, diff.new].flatMap(s => s ? s.roles.map(r => r[0]) : []));
      if (roles.size) parts.push(el("div", { className: "legend" }, ...[...roles].flatMap(r => [el("mark", { className: r },
        r), " "])));
      const sides = el("div", { className: "sides" });
      const scrolls = [];
      for (const [name, side, text] of [["old", diff.old, it.oldText], ["new", diff.new, it.newText]]) {
        if (!text.length) continue;
        const pre = el("div", { className: "text", tabIndex: 0, role: "region", "aria-label": `${name} article` });
        article(pre, text, side, it, name, scrolls);
        sides.append(el("section", {}, el("h3", {}, name), pre));
      }
      parts.push(sides);
      main.replaceChildren(...parts);
      main.scrollTop = 0;
      for (const [box, mark] of scrolls) box.scrollTop = mark.offsetTop - box.clientHeight / 2;
    }
    // An article with its stretches: those of the chosen difference by their parts, of others by a line.
    function article(box, text, side, it, name, scrolls) {
      const marks = [];
      for (const s of it.spans) if (name === "new") marks.push([s[0], s[1], "", -1]);
      it.differences.forEach((d, n) => { const s = d[name]; if (s) marks.push([s.span[0], s.span[1], "diff", n]); });
      if (side) {
        marks.push([side.sentence[0], side.sentence[1], "sentence", -1]);
        for (const [role, from, to] of side.roles) marks.push([from, to, role, -1]);
        marks.push([side.span[0], side.span[1], "value", -1]);
      }
      const middle = side ? side.span[0] : (it.differences[all[shown[at]][1]].old ?? { span: [0] }).span[0];
      let low = isWhole ? 0 : Math.max(0, middle - AROUND), high = isWhole ? text.length : Math.min(text.length, middle + AROUND);
      while (low > 0 && text[low - 1] !== "\n" && middle - low < 2 * AROUND) low--;
      const cuts = new Set([low, high]);
      for (const m of marks) for (const edge of [m[0], m[1]]) if (edge > low && edge < high) cuts.add(edge);
      const edges = [...cuts].sort((a, b) => a - b);
      const opening = new Map();
      for (const m of marks) {
        const from = Math.max(m[0], low);
        if (m[1] > from) (opening.get(from) ?? opening.set(from, []).get(from)).push(m);
      }
      let open = [];
      const more = () => {
        const button = el("button", { type: "button" }, "… the whole article");
        button.onclick = whole;
        return button;
      };
      const out = low > 0 ? [more(), "\n"] : [];
      for (let i = 0; i + 1 < edges.length; i++) {
        const [from, to] = [edges[i], edges[i + 1]];
        open = open.filter(m => m[1] > from).concat(opening.get(from) ?? []);
        const words = text.slice(from, to).join("");
        if (!open.length) { out.push(words); continue; }
        const mark = el("mark", { className: [...new Set(open.map(m => m[2]))].join(" ") }, words);
        const other = open.find(m => m[3] >= 0);
        if (other) mark.onclick = () => jump(it, other[3]);
        if (side && from === side.span[0]) scrolls.push([box, mark]);
        out.push(mark);
      }
      if (high < text.length) out.push("\n", more());
      box.append(...out);
    }
    function whole() { isWhole = !isWhole; show(); }
    function jump(it, n) {
      const i = shown.findIndex(s => all[s][0] === it.at && all[s][1] === n);
      if (i >= 0) choose(i);
    }
    // Keys
    function only(id, value) {
      const select = $(id);
      select.value = select.value === "" && value != null ? value : "";
      filter();
    }
    function nextDocument(step) {
      const here = all[shown[at]]?.[0];
      let i = at;
      while (i >= 0 && i < shown.length && all[shown[i]][0] === here) i += step;
      choose(i);
    }
    function theme() {
      const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
      const now = document.documentElement.dataset.theme ?? (isDark ? "dark" : "light");
      document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
    }
    const keys = {
      j: () => choose(at + 1), k: () => choose(at - 1), ArrowDown: () => choose(at + 1), ArrowUp: () => choose(at - 1),
      J: () => nextDocument(1), K: () => nextDocument(-1), Home: () => choose(0), End: () => choose(shown.length - 1),
      PageDown: () => choose(at + 10), PageUp: () => choose(at - 10),
      r: () => only("rule", Math.min(...all[shown[at]][6])), f: () => only("field", all[shown[at]][7][0]),
      d: () => only("document", all[shown[at]][0]), "/": () => $("find").focus(), t: theme, a: whole,
      "?": () => $("keys").showModal(),
    };
    kinds.forEach((_, n) => { keys[n + 1] = () => toggle(n); });
    addEventListener("keydown", event => {
      if (event.ctrlKey || event.altKey || event.metaKey || $("keys").open) return;
      if (event.target.matches("select")) return;
      if (event.target.matches("input")) {
        if (event.key === "Escape" || event.key === "Enter") { list.focus(); event.preventDefault(); }
        return;
      }
      if (event.target.matches(".text, button") && !/^[a-zA-Z0-9/?]$/.test(event.key)) return;
      const act = keys[event.key];
      if (!act || !shown.length && "rfda".includes(event.key)) return;
      event.preventDefault();
      act();
    });
    for (const id of ["type", "rule", "field", "document"]) $(id).onchange = () => { filter(); list.focus(); };
    $("find").oninput = () => filter();
    $("theme").onclick = theme;
    $("help").onclick = () => $("keys").showModal();
    filter();
    list.focus();
    </script>
    </body>
    </html>

    """#
}
