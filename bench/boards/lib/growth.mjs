// What a page holds in memory, hour by hour, and whether it grows.

/** How many times garbage is collected before anything is counted: some goes only after other. */
const COLLECTIONS = 2;
const MB = 1_048_576;
/** From the hour to which the last is compared: so many megabytes are no growth of the program. */
const HOURS = 6;
/** More than this share beyond the hour to which the last one is compared is growth. */
const SHARE = 0.05;

/** What is counted: how it is shown, and how much more is no growth whatever the share. */
const COUNTED = {
  heap: { title: 'JS heap, MB', unit: MB, slack: 0.5 * MB },
  nodes: { title: 'nodes', unit: 1, slack: 50 },
  listeners: { title: 'listeners', unit: 1, slack: 20 },
  documents: { title: 'documents', unit: 1, slack: 1 },
  program: { title: 'program, MB', unit: MB, slack: HOURS * MB },
};

/** Keeps hold of the memory of the program in the page, which its own script shows to nobody. */
export function keepMemory() {
  const keep = (made) => {
    const { memory } = (made.instance ?? made).exports;
    if (memory) globalThis.programMemory = memory;
    return made;
  };
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const make = WebAssembly[name];
    WebAssembly[name] = (...given) => make.apply(WebAssembly, given).then(keep);
  }
}

/** Counts what a page holds. */
export async function count(page, session) {
  for (let at = 0; at < COLLECTIONS; at += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (name) => metrics.find((metric) => metric.name === name).value;
  return {
    heap: value('JSHeapUsedSize'),
    nodes: value('Nodes'),
    listeners: value('JSEventListeners'),
    documents: value('Documents'),
    program: await page.evaluate(() => globalThis.programMemory.buffer.byteLength),
  };
}

/** The heading of the table. */
export function heading() {
  const titles = Object.values(COUNTED).map(({ title }) => title.padStart(12));
  return `    hour  page  ${titles.join('')}`;
}

/** One line of the table. */
export function line(hour, page, counts) {
  const figures = Object.entries(COUNTED).map(([key, { unit }]) => {
    const value = counts[key] / unit;
    return (unit === 1 ? String(value) : value.toFixed(2)).padStart(12);
  });
  return `    ${String(hour).padStart(4)}  ${page.padEnd(6)}${figures.join('')}`;
}

/** What has grown from one count to another, in words; nothing where all is flat. */
export function growth(page, from, to) {
  return Object.entries(COUNTED)
    .filter(([key, { slack }]) => to[key] > from[key] * (1 + SHARE) + slack)
    .map(([key, { title, unit }]) => {
      const show = (counts) => (counts[key] / unit).toFixed(unit === 1 ? 0 : 2);
      return `${page}: ${title} grows from ${show(from)} to ${show(to)}`;
    });
}
