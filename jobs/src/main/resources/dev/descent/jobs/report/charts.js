"use strict";

/** Every chart of the page, to be coloured and sized again. */
const charts = [];

/** Charts that show where the slider of the threshold is: functions of a confusion. */
const followers = [];

const SERIES = 6;
const MANY_POINTS = 40;
const LONGEST_TICK = 26;

/** A variable of report.css. */
function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
}

function seriesColour(index) {
  return colour("series-" + (1 + (index % SERIES)));
}

/** As people read a number: not more digits than five or as said, thousands apart. */
function shown(value, digits = 5) {
  if (typeof value !== "number" || !Number.isFinite(value)) return String(value);
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return value.toLocaleString("en-US");
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential(digits - 2);
  return value.toLocaleString("en-US", { maximumSignificantDigits: digits });
}

function shortened(text) {
  return text.length <= LONGEST_TICK ? text : text.slice(0, LONGEST_TICK - 1) + "\u2026";
}

/** The label of a tick of a logarithmic axis: powers of ten, and twice and five times those where there are few. */
function decade(value, all) {
  const [digit, power] = value.toExponential().split("e");
  const few = all[all.length - 1].value / all[0].value < 1000;
  return digit === "1" || (few && (digit === "2" || digit === "5")) ? digit + "e" + Number(power) : null;
}

function scale(axis) {
  const ticks = { color: colour("quiet"), maxRotation: 0, autoSkipPadding: 16 };
  if (axis.log) {
    ticks.callback = (value, index, all) => decade(value, all);
  } else {
    ticks.callback = (value) => shown(value);
  }
  return {
    type: axis.log ? "logarithmic" : "linear",
    min: axis.min,
    max: axis.max,
    title: { display: axis.label !== "", text: axis.label, color: colour("quiet") },
    ticks: ticks,
    grid: { color: colour("line") },
    border: { color: colour("line") },
  };
}

function tooltip() {
  return {
    backgroundColor: colour("text"),
    titleColor: colour("page"),
    bodyColor: colour("page"),
    padding: 10,
    cornerRadius: 4,
    boxPadding: 4,
  };
}

function common() {
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = 12;
  return { animation: false, responsive: true, maintainAspectRatio: false };
}

function lineDatasets(part) {
  const all = part.series.reduce((sum, series) => sum + series.points.length, 0);
  const sets = part.series.map((series, index) => ({
    label: series.name,
    data: series.points.map(([x, y]) => ({ x: x, y: y })),
    borderColor: seriesColour(index),
    backgroundColor: seriesColour(index),
    borderWidth: 2,
    borderDash: index < SERIES ? [] : [6, 3],
    pointRadius: all > MANY_POINTS ? 0 : 2.5,
    pointHitRadius: 8,
    clip: 8,
  }));
  if (part.trait === "DIAGONAL" || part.trait === "AT_THRESHOLD_ROC") {
    sets.push({
      label: "",
      data: [{ x: 0, y: 0 }, { x: 1, y: 1 }],
      borderColor: colour("quiet"),
      borderWidth: 1,
      borderDash: [4, 4],
      pointRadius: 0,
      pointHitRadius: 0,
    });
  }
  if (part.x.mark !== undefined) {
    const heights = part.series.flatMap((series) => series.points.map((point) => point[1]));
    sets.push({
      label: "",
      data: [Math.min(...heights), Math.max(...heights)].map((y) => ({ x: part.x.mark, y: y })),
      borderColor: colour("text"),
      borderWidth: 1.5,
      borderDash: [4, 4],
      pointRadius: 0,
      pointHitRadius: 0,
    });
  }
  if (part.trait.startsWith("AT_THRESHOLD")) {
    const point = part.trait !== "AT_THRESHOLD";
    sets.push({
      label: "threshold",
      data: [],
      borderColor: colour("text"),
      backgroundColor: colour("page"),
      borderWidth: point ? 2.5 : 1.5,
      pointRadius: point ? 6 : 0,
      pointHitRadius: point ? 8 : 0,
      clip: 10,
    });
  }
  return sets;
}

function lineConfiguration(part) {
  return {
    type: "line",
    data: { datasets: lineDatasets(part) },
    options: {
      ...common(),
      parsing: false,
      interaction: { mode: "nearest", intersect: false, axis: part.x.max === 1 ? "xy" : "x" },
      scales: { x: scale(part.x), y: scale(part.y) },
      plugins: {
        legend: { display: false },
        tooltip: {
          ...tooltip(),
          displayColors: part.series.length > 1,
          filter: (item) => item.dataset.label !== "",
          callbacks: {
            title: (items) => (items.length ? part.x.label + " " + shown(items[0].parsed.x) : ""),
            label: (item) => item.dataset.label + " " + shown(item.parsed.y),
          },
        },
      },
    },
  };
}

function barConfiguration(part) {
  return {
    type: "bar",
    data: {
      labels: part.names,
      datasets: [
        {
          data: part.values,
          backgroundColor: part.values.map((value) => colour(value < 0 ? "series-2" : "series-1")),
          maxBarThickness: 16,
        },
      ],
    },
    options: {
      ...common(),
      indexAxis: "y",
      interaction: { mode: "nearest", intersect: false, axis: "y" },
      scales: {
        x: scale({ label: part.unit, log: false }),
        y: {
          ticks: {
            color: colour("text"),
            autoSkip: false,
            callback: (value, index) => shortened(part.names[index]),
          },
          grid: { display: false },
          border: { color: colour("line") },
        },
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          ...tooltip(),
          displayColors: false,
          callbacks: { label: (item) => shown(item.parsed.x) },
        },
      },
    },
  };
}

/** Squares of the size that they have on the axes, the stronger the more they hold. */
function squareConfiguration(part) {
  const most = Math.max(...part.squares.map((square) => square[2]));
  const strong = part.squares.map((square) => 0.15 + 0.85 * ratio(Math.log1p(square[2]), Math.log1p(most)));
  const [red, green, blue] = colour("cold").split(",");
  const ends = part.squares.flatMap(([x, y]) => [x, y]);
  const [low, high] = [Math.min(...ends) - part.side / 2, Math.max(...ends) + part.side / 2];
  const radius = (context) => {
    const area = context.chart.chartArea;
    return area ? Math.max(1, (0.5 * part.side * Math.min(area.width, area.height)) / (high - low)) : 2;
  };
  const axis = (one) => ({ ...scale({ ...one, min: low, max: high }), afterBuildTicks: inside(low, high) });
  return {
    type: "scatter",
    data: {
      datasets: [
        {
          data: part.squares.map(([x, y]) => ({ x: x, y: y })),
          backgroundColor: strong.map((alpha) => "rgba(" + red + "," + green + "," + blue + "," + alpha.toFixed(2) + ")"),
          borderWidth: 0,
          pointStyle: "rect",
          // A square of Chart.js has its corners on the circle of that radius.
          pointRadius: (context) => Math.SQRT2 * radius(context),
          pointHoverRadius: (context) => Math.SQRT2 * radius(context),
        },
        {
          type: "line",
          data: [{ x: low, y: low }, { x: high, y: high }],
          borderColor: colour("quiet"),
          borderWidth: 1,
          borderDash: [4, 4],
          pointRadius: 0,
          pointHitRadius: 0,
        },
      ],
    },
    options: {
      ...common(),
      interaction: { mode: "nearest", intersect: false, axis: "xy" },
      scales: { x: axis(part.x), y: axis(part.y) },
      plugins: {
        legend: { display: false },
        tooltip: {
          ...tooltip(),
          displayColors: false,
          filter: (item) => item.datasetIndex === 0,
          callbacks: {
            title: (items) => (items.length ? shown(part.squares[items[0].dataIndex][2]) + " rows" : ""),
            label: (item) => [part.x.label + " near " + shown(item.parsed.x, 3), part.y.label + " near " + shown(item.parsed.y, 3)],
          },
        },
      },
    },
  };
}

/** Leaves only round ticks: none at the ends of an axis that is cut to its data. */
function inside(low, high) {
  return (axis) => {
    axis.ticks = axis.ticks.filter((tick) => tick.value !== low && tick.value !== high);
  };
}

function columnConfiguration(part) {
  return {
    type: "bar",
    data: {
      labels: part.columns.map(([middle]) => shown(middle, 3)),
      datasets: [
        {
          data: part.columns.map((column) => column[1]),
          backgroundColor: colour("series-1"),
          barPercentage: 1,
          categoryPercentage: 0.94,
        },
      ],
    },
    options: {
      ...common(),
      interaction: { mode: "index", intersect: false },
      scales: {
        x: {
          title: { display: true, text: part.label, color: colour("quiet") },
          ticks: { color: colour("quiet"), maxRotation: 0, autoSkipPadding: 24 },
          grid: { display: false },
          border: { color: colour("line") },
        },
        y: scale({ label: "rows", log: false, min: 0 }),
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          ...tooltip(),
          displayColors: false,
          callbacks: {
            title: (items) => part.label + " near " + items[0].label,
            label: (item) => shown(item.parsed.y) + " rows",
          },
        },
      },
    },
  };
}

/** A colour of report.css as its three parts. */
function parts(hex) {
  return [1, 3, 5].map((from) => parseInt(hex.slice(from, from + 2), 16));
}

/** Between two colours, by a share from 0 to 1. */
function mixed(from, to, share) {
  return from.map((value, index) => Math.round(value + share * (to[index] - value)));
}

function rgb(three) {
  return "rgb(" + three.join(",") + ")";
}

/** The colour of a number: from faint to strong, or around 0 in two colours. */
function valueColour(share, diverging) {
  const page = parts(colour("page"));
  if (!diverging) return mixed(page, parts(colour("series-1")), 0.06 + 0.94 * share);
  const side = 2 * share - 1;
  return mixed(mixed(page, parts(colour("quiet")), 0.25), parts(colour(side < 0 ? "series-2" : "series-1")), Math.abs(side));
}

/** A picture of what is predicted, one pixel a place. */
function fieldImage(field) {
  const image = document.createElement("canvas");
  [image.width, image.height] = [field.size, field.size];
  const context = image.getContext("2d");
  const pixels = context.createImageData(field.size, field.size);
  const page = parts(colour("page"));
  field.strengths.forEach((percent, index) => {
    const share = percent / 100;
    const kind = field.kinds[index];
    const three = kind === undefined ? valueColour(share, false) : mixed(page, parts(seriesColour(kind)), 0.1 + 0.45 * share);
    // Rows of pixels go down, those of the field up.
    const place = 4 * ((field.size - 1 - Math.floor(index / field.size)) * field.size + (index % field.size));
    pixels.data.set([...three, percent < 0 ? 0 : 255], place);
  });
  context.putImageData(pixels, 0, 0);
  return image;
}

/** Draws a field behind the points, and the lines where its class changes. */
function fieldPlugin(field) {
  const image = fieldImage(field);
  return {
    id: "field",
    beforeDatasetsDraw: (chart) => {
      const context = chart.ctx;
      const { x, y } = chart.scales;
      const area = chart.chartArea;
      // Its outermost places are on the axes: half a pixel of the picture is beyond them.
      const half = [0.5, 0.5].map((share, axis) => (share * (axis === 0 ? area.width : area.height)) / (field.size - 1));
      context.save();
      context.beginPath();
      context.rect(area.left, area.top, area.width, area.height);
      context.clip();
      context.drawImage(image, area.left - half[0], area.top - half[1], area.width + 2 * half[0], area.height + 2 * half[1]);
      context.strokeStyle = colour("text");
      context.lineWidth = 1.5;
      context.lineCap = "round";
      context.beginPath();
      for (const [fromX, fromY, toX, toY] of field.boundary) {
        context.moveTo(x.getPixelForValue(fromX), y.getPixelForValue(fromY));
        context.lineTo(x.getPixelForValue(toX), y.getPixelForValue(toY));
      }
      context.stroke();
      context.restore();
    },
  };
}

function pointDataset(part, group, index) {
  const ring = group.look === "RING";
  const range = part.colours && part.colours.range;
  const colours = group.look === "VALUE"
    ? group.points.map((point) => rgb(valueColour(Math.min(1, Math.max(0, ratio(point[2] - range[0], range[1] - range[0]))), part.colours.diverging)))
    : seriesColour(index);
  return {
    label: group.name,
    data: group.points.map(([x, y]) => ({ x: x, y: y })),
    backgroundColor: ring ? "transparent" : colours,
    borderColor: ring ? colour("text") : colour(group.look === "VALUE" && !part.colours.diverging ? "text" : "page"),
    borderWidth: ring ? 1.5 : 0.75,
    pointRadius: ring ? 6.5 : 4,
    pointHitRadius: ring ? 0 : 4,
    clip: 8,
    order: ring ? 2 : 1,
  };
}

function pointConfiguration(part) {
  const lines = part.lines.map((line, index) => ({
    type: "line",
    label: line.name,
    data: line.points.map(([x, y]) => ({ x: x, y: y })),
    borderColor: colour(index === 0 ? "text" : "quiet"),
    backgroundColor: colour(index === 0 ? "text" : "quiet"),
    borderWidth: 2,
    borderDash: index === 0 ? [] : [5, 4],
    pointRadius: 0,
    pointHitRadius: 0,
    order: 0,
  }));
  const axis = (one) => {
    const made = scale(one);
    made.ticks.includeBounds = false;
    return made;
  };
  const value = (item) => part.groups[item.datasetIndex].points[item.dataIndex][2];
  return {
    type: "scatter",
    data: { datasets: [...part.groups.map((group, index) => pointDataset(part, group, index)), ...lines] },
    plugins: part.field ? [fieldPlugin(part.field)] : [],
    options: {
      ...common(),
      interaction: { mode: "nearest", intersect: true, axis: "xy" },
      scales: { x: axis(part.x), y: axis(part.y) },
      plugins: {
        legend: { display: false },
        tooltip: {
          ...tooltip(),
          displayColors: false,
          filter: (item) => item.datasetIndex < part.groups.length && part.groups[item.datasetIndex].look !== "RING",
          callbacks: {
            title: (items) => (items.length ? items[0].dataset.label : ""),
            label: (item) => [
              part.x.label + " " + shown(item.parsed.x),
              part.y.label + " " + shown(item.parsed.y),
              ...(value(item) === undefined ? [] : [part.colours.label + " " + shown(value(item))]),
            ],
          },
        },
      },
    },
  };
}

const CONFIGURATIONS = {
  lines: lineConfiguration,
  bars: barConfiguration,
  squares: squareConfiguration,
  columns: columnConfiguration,
  points: pointConfiguration,
};

/** Where a confusion is in a chart. */
function place(trait, at) {
  const recall = ratio(at.tp, at.tp + at.fn);
  if (trait === "AT_THRESHOLD_ROC") return [{ x: ratio(at.fp, at.fp + at.tn), y: recall }];
  if (trait === "AT_THRESHOLD_PR") {
    return at.tp + at.fp === 0 ? [] : [{ x: recall, y: ratio(at.tp, at.tp + at.fp) }];
  }
  return Number.isFinite(at.threshold) ? [{ x: at.threshold, y: 0 }, { x: at.threshold, y: 1 }] : [];
}

function ratio(part, all) {
  return all === 0 ? 0 : part / all;
}

/** Draws a chart, and again when colours change. */
function draw(canvas, part) {
  const configuration = CONFIGURATIONS[part.kind];
  const entry = { part: part, chart: new Chart(canvas, configuration(part)), at: null };
  entry.again = () => {
    const hidden = entry.chart.data.datasets.map((set, index) => !entry.chart.isDatasetVisible(index));
    entry.chart.destroy();
    entry.chart = new Chart(canvas, configuration(part));
    hidden.forEach((is, index) => is && entry.chart.hide(index));
    if (entry.at) entry.follow(entry.at);
  };
  entry.follow = (at) => {
    entry.at = at;
    const sets = entry.chart.data.datasets;
    sets[sets.length - 1].data = place(part.trait, at);
    entry.chart.update();
  };
  if (part.trait && part.trait.startsWith("AT_THRESHOLD")) followers.push(entry.follow);
  charts.push(entry);
  return entry;
}

function paintAgain() {
  charts.forEach((entry) => entry.again());
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paintAgain);

/** Paper is white. */
addEventListener("beforeprint", () => {
  document.documentElement.classList.add("paper");
  paintAgain();
});
addEventListener("afterprint", () => {
  document.documentElement.classList.remove("paper");
  paintAgain();
});
