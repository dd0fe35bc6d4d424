/** So many bands, evenly spaced in the root of what is above the least, as the rings of a bowl are. */
const BANDS = 16;

/** Points of the picture of the ground along each side. */
const PIXELS = 400;

/** The height at a place of the ground, from 0 to 1 along both sides, between its four neighbours. */
function heightAt(heights, right, up) {
  const [x, y] = [right * (heights[0].length - 1), up * (heights.length - 1)];
  const [i, j] = [Math.min(Math.floor(x), heights[0].length - 2), Math.min(Math.floor(y), heights.length - 2)];
  const [s, t] = [x - i, y - j];
  return (1 - t) * ((1 - s) * heights[j][i] + s * heights[j][i + 1]) + t * ((1 - s) * heights[j + 1][i] + s * heights[j + 1][i + 1]);
}

/** The band of every point of the picture, from below; NaN where a height is none. */
function bandsOf(heights) {
  const all = heights.flat().map(Number).filter(Number.isFinite);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const bands = new Float32Array(PIXELS * PIXELS);
  for (let j = 0; j < PIXELS; j++) {
    for (let i = 0; i < PIXELS; i++) {
      const height = heightAt(heights, i / (PIXELS - 1), j / (PIXELS - 1));
      bands[j * PIXELS + i] = Math.floor(BANDS * Math.sqrt(Math.max(0, ratio(height - low, high - low))));
    }
  }
  return bands;
}

function groundImage(ground) {
  const bands = bandsOf(ground.heights.map((row) => row.map(Number)));
  const rgb = colour("quiet").match(/[0-9a-f]{2}/gi).map((digits) => parseInt(digits, 16));
  const image = element("canvas", { width: PIXELS, height: PIXELS });
  const context = image.getContext("2d");
  const data = context.createImageData(PIXELS, PIXELS);
  for (let j = 0; j < PIXELS; j++) {
    for (let i = 0; i < PIXELS; i++) {
      const band = bands[j * PIXELS + i];
      const border = (i > 0 && band !== bands[j * PIXELS + i - 1]) || (j > 0 && band !== bands[(j - 1) * PIXELS + i]);
      const strength = Number.isFinite(band) ? 0.04 + 0.4 * (1 - Math.min(band, BANDS) / BANDS) + (border ? 0.18 : 0) : 0;
      data.data.set([...rgb, Math.round(255 * strength)], 4 * ((PIXELS - 1 - j) * PIXELS + i));
    }
  }
  context.putImageData(data, 0, 0);
  return image;
}

/** Lays the ground under the ways. */
function groundOf(part) {
  const image = groundImage(part.ground);
  return {
    id: "ground",
    beforeDatasetsDraw: (chart) => {
      const [left, right] = part.ground.x.map((x) => chart.scales.x.getPixelForValue(x));
      const [bottom, top] = part.ground.y.map((y) => chart.scales.y.getPixelForValue(y));
      chart.ctx.drawImage(image, left, top, right - left, bottom - top);
    },
  };
}

function mark(point, style) {
  return { label: "", data: [{ x: point[0], y: point[1] }], pointHitRadius: 0, clip: 10, borderWidth: 2, ...style };
}

/** A ring at the start of each way, a dot at its end, and a cross at the least. */
function marks(part) {
  const ends = part.series.flatMap((series, index) => {
    const [first, last] = [series.points[0], series.points[series.points.length - 1]];
    const lines = { pointBorderColor: seriesColour(index), pointBorderWidth: 2 };
    return [
      mark(first, { ...lines, pointBackgroundColor: colour("page"), pointRadius: 6 }),
      mark(last, { ...lines, pointBorderColor: colour("page"), pointBackgroundColor: seriesColour(index), pointRadius: 5.5 }),
    ];
  });
  const cross = { pointStyle: "crossRot", pointBorderColor: colour("text"), pointBorderWidth: 2, pointRadius: 7 };
  return part.ground.least ? [...ends, mark(part.ground.least, cross)] : ends;
}

CONFIGURATIONS.landscape = (part) => {
  const configuration = lineConfiguration(part);
  configuration.data.datasets.forEach((set) => Object.assign(set, { borderWidth: 1.5, pointRadius: set.data.length > MANY_POINTS ? 0 : 2 }));
  // What is drawn last lies below.
  configuration.data.datasets.push(...marks(part));
  configuration.data.datasets.forEach((set, index, all) => (set.order = all.length - index));
  configuration.options.interaction = { mode: "nearest", intersect: false, axis: "xy" };
  for (const [name, axis] of [["x", part.x], ["y", part.y]]) {
    Object.assign(configuration.options.scales[name], { grid: { display: false }, afterBuildTicks: inside(axis.min, axis.max) });
  }
  configuration.plugins = [groundOf(part)];
  return configuration;
};
