/** An element with texts and elements in it; texts are never markup. */
function element(name, attributes, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  for (const one of inside) made.append(one);
  return made;
}

function cell(value, column) {
  const number = typeof value === "number";
  const made = element(column === 0 && !number ? "th" : "td", {}, number ? shown(value) : value);
  if (column === 0 && !number) made.scope = "row";
  if (number) made.className = "number";
  if (!number && value.length > 40) made.className = "long";
  return made;
}

function table(columns, rows, best) {
  const numeric = (index) => rows.some((row) => typeof row[index] === "number");
  const heads = columns.map((name, index) =>
    element("th", { scope: "col", ...(numeric(index) ? { class: "number" } : {}) }, name));
  const body = element("tbody", {});
  rows.forEach((row, index) => {
    const cells = row.map(cell);
    if (best && best[index]) best[index].forEach((column) => cells[column].classList.add("best"));
    body.append(element("tr", {}, ...cells));
  });
  return element("table", {}, element("thead", {}, element("tr", {}, ...heads)), body);
}

function scrolling(label, inside) {
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, inside);
}

function heading(part) {
  const made = [];
  if (part.title) made.push(element("h3", {}, part.title));
  if (part.note) made.push(element("p", { class: "note" }, part.note));
  return made;
}

/** What is made only once somebody looks. */
function folded(summary, make) {
  const made = element("details", {}, element("summary", {}, summary));
  made.addEventListener("toggle", () => made.open && made.childElementCount === 1 && made.append(make()));
  return made;
}

function swatch(index) {
  return "swatch-" + (1 + (index % SERIES));
}

/** What a legend tells of a chart: names and what they look like, in the order of the sets of data. */
function entries(part) {
  if (part.kind !== "points") return part.series.map((series, index) => [series.name, swatch(index)]);
  const looks = { PLAIN: swatch, RING: () => "ring", VALUE: () => "dot" };
  return [
    ...part.groups.map((group, index) => [group.name, "dot " + looks[group.look](index)]),
    ...part.lines.map((line, index) => [line.name, index === 0 ? "swatch-text" : "swatch-6"]),
  ];
}

function legend(part, entry) {
  const list = element("ul", { class: "legend" });
  entries(part).forEach(([name, kind], index) => {
    const button = element("button", { type: "button", class: kind, "aria-pressed": "true" }, name);
    button.addEventListener("click", () => {
      const visible = !entry.chart.isDatasetVisible(index);
      entry.chart.setDatasetVisibility(index, visible);
      entry.chart.update();
      button.setAttribute("aria-pressed", String(visible));
    });
    list.append(element("li", {}, button));
  });
  return list;
}

/** From which colour to which the numbers of a chart go. */
function colourBar(part) {
  const stops = [0, 0.25, 0.5, 0.75, 1].map((share) => rgb(valueColour(share, part.colours.diverging)));
  const bar = element("span", { class: "bar" });
  bar.style.backgroundImage = "linear-gradient(to right, " + stops.join(", ") + ")";
  const [low, high] = part.colours.range;
  return element("p", { class: "colours" }, part.colours.label + " ", shown(low, 3), bar, shown(high, 3));
}

function described(part) {
  if (part.description) return part.description;
  if (part.kind === "bars") {
    const few = part.names.slice(0, 5).map((name, index) => name + " " + shown(part.values[index]));
    return part.title + ", " + part.unit + ". " + few.join(", ") + ". The table below has all.";
  }
  if (part.kind === "squares") {
    return part.title + ": " + part.y.label + " against " + part.x.label + ", in " + part.squares.length + " squares. The table below has them.";
  }
  if (part.kind === "columns") {
    const most = part.columns.reduce((best, column) => (column[1] > best[1] ? column : best));
    return part.title + ", " + part.label + ". Most rows are near " + shown(most[0]) + ". The table below has all.";
  }
  const ends = part.series.map((series) => {
    const [first, last] = [series.points[0], series.points[series.points.length - 1]];
    return series.name + " from " + shown(first[1]) + " to " + shown(last[1]);
  });
  return part.title + " against " + part.x.label + ". " + ends.join(", ") + ". The table below has the points.";
}

function pointsTable(part) {
  if (part.kind === "bars") {
    return table(["", part.unit], part.names.map((name, index) => [name, part.values[index]]));
  }
  if (part.kind === "squares") return table([part.x.label + " near", part.y.label + " near", "rows"], part.squares);
  if (part.kind === "columns") return table([part.label + " near", "rows"], part.columns);
  if (part.kind === "points") {
    const third = part.colours ? [part.colours.label] : [];
    const rows = part.groups.flatMap((group) => group.points.map((point) => [group.name, ...point]));
    const lines = part.lines.flatMap((line) => line.points.map((point) => [line.name, ...point]));
    return table(["points", part.x.label, part.y.label, ...third], [...rows, ...lines]);
  }
  const rows = part.series.flatMap((series) => series.points.map(([x, y]) => [series.name, x, y]));
  return table(["line", part.x.label, part.y.label || "value"], rows);
}

function chartPart(part) {
  const canvas = element("canvas", { role: "img", "aria-label": described(part) });
  const room = element("div", { class: "canvas" }, canvas);
  if (part.kind === "bars") room.style.height = 4.2 + 1.45 * part.names.length + "rem";
  if (part.kind === "landscape") room.style.height = "32rem";
  const made = element("figure", { class: part.kind === "landscape" ? "part" : "part half" }, ...heading(part));
  const entry = { later: null };
  made.append(room);
  entry.later = () => draw(canvas, part);
  made.append(folded("Table of what is drawn", () => scrolling(part.title, pointsTable(part))));
  if (part.field) {
    const columns = [part.x.label, part.y.label, ...part.field.columns];
    made.append(folded("Table of what is predicted", () => scrolling("What is predicted", table(columns, part.field.table))));
  }
  if (part.kind === "points") room.classList.add("tall");
  if (part.shape) {
    room.style.height = "auto";
    room.style.aspectRatio = String(part.shape);
  }
  made.start = () => {
    const drawn = entry.later();
    if (part.colours) room.before(colourBar(part));
    else if (part.kind === "points" || (part.series && part.series.length > 1)) room.before(legend(part, drawn));
  };
  return made;
}

function factsPart(part) {
  const list = element("dl", { class: "facts" });
  for (const [name, value] of part.items) {
    list.append(element("dt", {}, name), element("dd", {}, typeof value === "number" ? shown(value) : value));
  }
  return element("div", { class: "part half facts-part" }, ...heading(part), list);
}

function tile(name, value, note) {
  return element("div", {},
    element("dt", {}, name),
    element("dd", { class: "value" }, typeof value === "number" ? shown(value, 4) : value),
    element("dd", { class: "note" }, note));
}

function tilesPart(part) {
  const tiles = part.items.map((item) => tile(item.name, item.value, item.note));
  return element("div", { class: "part" }, element("dl", { class: "tiles" }, ...tiles));
}

function tablePart(part) {
  const narrow = part.columns.length <= 3 && part.rows.flat().every((value) => String(value).length <= 60);
  const made = element("div", { class: narrow ? "part half" : "part" });
  if (part.title) made.append(element("h3", {}, part.title));
  made.append(scrolling(part.title, table(part.columns, part.rows, part.best)));
  if (part.note) made.append(element("p", { class: "note" }, part.note));
  return made;
}

function listingPart(part) {
  const text = element("pre", { tabindex: "0" }, part.text);
  if (part.folded) {
    return element("div", { class: "part" }, folded(part.folded, () => text));
  }
  return element("div", { class: "part" }, element("h3", {}, part.title), text);
}

function heatTable(part) {
  const heads = [part.corner, ...part.columns].map((name) => element("th", { scope: "col", title: name }, name));
  const body = element("tbody", {});
  const largest = Math.max(...part.values.flat().map(Math.abs), 0);
  part.values.forEach((row, index) => {
    const sum = row.reduce((all, value) => all + value, 0);
    const cells = row.map((value) => {
      const made = element("td", {}, shown(value));
      const share = ratio(Math.abs(value), part.shade === "ROW" ? sum : largest);
      const hue = part.shade === "SIGN" && value < 0 ? "warm" : "cold";
      made.style.backgroundColor = "rgba(var(--" + hue + "), " + (0.04 + 0.5 * share).toFixed(3) + ")";
      return made;
    });
    body.append(element("tr", {}, element("th", { scope: "row" }, part.rows[index]), ...cells));
  });
  return element("table", { class: "heat" }, element("thead", {}, element("tr", {}, ...heads)), body);
}

function heatPart(part) {
  const made = element("div", { class: "part" }, element("h3", {}, part.title), scrolling(part.title, heatTable(part)));
  if (part.note) made.append(element("p", { class: "note" }, part.note));
  return made;
}

function imageOf(item, side) {
  const canvas = element("canvas", { role: "img", "aria-label": "label " + item.caption.replace("\u2192", "taken for") + ", " + item.note });
  [canvas.width, canvas.height] = [side, side];
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(side, side);
  item.pixels.forEach((grey, index) => pixels.data.set([grey, grey, grey, 255], 4 * index));
  context.putImageData(pixels, 0, 0);
  return element("li", {}, canvas, element("span", { class: item.wrong ? "caption wrong" : "caption" }, item.caption), element("span", { class: "note" }, item.note));
}

function imagesPart(part) {
  const list = element("ul", { class: "images" }, ...part.items.map((item) => imageOf(item, part.side)));
  return element("div", { class: "part" }, ...heading(part), list);
}

function confusionAt(row) {
  return { threshold: Number(row[0]), tp: row[1], fp: row[2], tn: row[3], fn: row[4] };
}

function liveTiles(at, cost) {
  const rows = at.tp + at.fp + at.tn + at.fn;
  const share = (value) => (Math.round(1000 * value) / 1000).toFixed(3);
  return [
    tile("Precision", share(ratio(at.tp, at.tp + at.fp)), "of predicted positives"),
    tile("Recall", share(ratio(at.tp, at.tp + at.fn)), "of positives"),
    tile("F1", share(ratio(2 * at.tp, 2 * at.tp + at.fp + at.fn)), "of both"),
    tile("Accuracy", share(ratio(at.tp + at.tn, rows)), "of all rows"),
    tile("Cost", shown(cost(at)), shown(ratio(cost(at), rows)) + " a row"),
  ];
}

/** Positions of the slider are the thresholds in ascending order, so that each one changes a count. */
function thresholdsPart(part) {
  const all = part.at.map(confusionAt).reverse();
  const chosen = all.findIndex((at) => at.threshold === part.chosen);
  const range = element("input", { type: "range", id: "threshold", min: 0, max: all.length - 1, step: 1, value: chosen });
  const output = element("output", { for: "threshold" });
  const costs = ["falsePositive", "falseNegative"].map((key) =>
    element("input", { type: "number", min: 0, step: "any", value: part[key], id: key }));
  const cost = (at) => at.fp * Number(costs[0].value) + at.fn * Number(costs[1].value);
  const confusion = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Confusion" });
  const tiles = element("dl", { class: "tiles", id: "live" });
  const show = () => {
    const at = all[Number(range.value)];
    const name = Number.isFinite(at.threshold) ? shown(at.threshold) : "none";
    output.textContent = name;
    range.setAttribute("aria-valuetext", name === "none" ? "above every score" : name);
    const grid = { corner: "actual \\ predicted", rows: part.labels, columns: part.labels, shade: "ROW",
      values: [[at.tn, at.fp], [at.fn, at.tp]] };
    confusion.replaceChildren(heatTable(grid));
    tiles.replaceChildren(...liveTiles(at, cost));
    followers.forEach((follow) => follow(at));
  };
  const move = (index) => {
    range.value = index;
    show();
  };
  const back = element("button", { type: "button" }, "Chosen threshold");
  back.addEventListener("click", () => move(chosen));
  const least = element("button", { type: "button" }, "Least cost");
  least.addEventListener("click", () => move(all.reduce((best, at, index) => (cost(at) < cost(all[best]) ? index : best), 0)));
  [range, ...costs].forEach((input) => input.addEventListener("input", show));
  const made = element("div", { class: "part" },
    element("h3", {}, "Confusion by threshold"),
    element("p", { class: "note" }, "A row is predicted " + part.labels[1] + " when its probability is at least the threshold. The evaluation used " + shown(part.chosen) + "."),
    element("div", { class: "slider" }, element("label", { for: "threshold" }, "Threshold"), range, output),
    element("div", { class: "costs" },
      element("label", {}, "Cost of a false positive", costs[0]),
      element("label", {}, "of a false negative", costs[1]), least, back),
    element("div", { class: "live" }, confusion, tiles));
  made.start = show;
  return made;
}

const MAKERS = {
  words: (part) => element("p", { class: "part words" }, part.text),
  facts: factsPart,
  tiles: tilesPart,
  table: tablePart,
  listing: listingPart,
  lines: chartPart,
  squares: chartPart,
  columns: chartPart,
  landscape: chartPart,
  bars: chartPart,
  points: chartPart,
  images: imagesPart,
  heat: heatPart,
  thresholds: thresholdsPart,
};

function sectionOf(section) {
  const parts = element("div", { class: "parts" });
  const starts = [];
  section.parts.forEach((part) => {
    const made = MAKERS[part.kind](part);
    if (made.start) starts.push(made.start);
    parts.append(made);
  });
  const made = element("section", { id: section.id, "aria-labelledby": section.id + "-title" },
    element("h2", { id: section.id + "-title" }, section.title), parts);
  return { made: made, starts: starts };
}

function headerOf(content) {
  const why = element("div", { class: "why" });
  content.ending.lines.forEach((line) => why.append(element("p", {}, line)));
  return element("header", {},
    element("p", { class: "kicker" }, content.kicker),
    element("h1", {}, content.title),
    element("div", { class: "ending" }, element("span", { class: "word " + content.ending.tone }, content.ending.word), why));
}

function build(content) {
  const made = content.sections.map(sectionOf);
  const links = content.sections.map((section) => element("li", {}, element("a", { href: "#" + section.id }, section.title)));
  const main = element("main", { id: "content-start" }, ...made.map((section) => section.made));
  document.body.append(
    element("a", { class: "skip", href: "#content-start" }, "To the content"),
    element("div", { class: "frame" }, headerOf(content),
      element("div", { class: "body" }, element("nav", { "aria-label": "Sections" }, element("ul", {}, ...links)), main)));
  // Charts first, so that they are there when the slider tells them where it is.
  made.flatMap((section) => section.starts).reverse().forEach((start) => start());
}

build(JSON.parse(document.getElementById("content").textContent));
