// What was measured, as lines of text: medians, the least and the most, and how ours compares.

/** What else is told of the main thread and of the whole process, where it was measured. */
const PARTS = ['task', 'script', 'layout', 'style', 'process'];

/** The middle value of some. */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** The value below which a share of all values lies. */
export function percentile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
}

/** Collects the values of every cell, product by product. */
export class Report {
  #cells = new Map();

  /** Adds what one run has measured: numbers, or what a page has worked. */
  add(cell, product, value) {
    if (!this.#cells.has(cell)) this.#cells.set(cell, new Map());
    const products = this.#cells.get(cell);
    if (!products.has(product)) products.set(product, { runs: [], note: '' });
    products.get(product).runs.push(typeof value === 'number' ? { main: value } : value);
  }

  /** Says something about a product's figures in a cell, or why there are none. */
  note(cell, product, note) {
    if (!this.#cells.has(cell)) this.#cells.set(cell, new Map());
    const products = this.#cells.get(cell);
    const known = products.get(product) ?? { runs: [], note: '' };
    products.set(product, { ...known, note });
  }

  /** Prints the cells that are complete, and forgets them. */
  flush() {
    for (const [cell, products] of this.#cells) print(cell, products);
    this.#cells.clear();
  }
}

function print(cell, products) {
  const ours = products.get('ours')?.runs ?? [];
  console.log(`    ${cell}`);
  const isOut = ([, { runs }]) => Number(runs.length === 0);
  for (const [name, { runs, note }] of [...products].sort((a, b) => isOut(a) - isOut(b))) {
    if (runs.length === 0) {
      console.log(`      ${name}: left out, ${note}`);
      continue;
    }
    const parts = [`${spread(runs.map(({ main }) => main))} ms`];
    const pairs = Math.min(runs.length, ours.length);
    if (name !== 'ours' && pairs > 0) {
      const ratios = Array.from({ length: pairs }, (_, at) => runs[at].main / ours[at].main);
      parts.push(`${spread(ratios)} times as long${median(ratios) < 1 ? ', OURS LOSES' : ''}`);
    }
    const more = PARTS.filter((part) => runs[0][part] !== undefined);
    if (more.length > 0) {
      parts.push(more.map((part) => `${part} ${middle(runs, part)}`).join(' '));
    }
    if (note) parts.push(note);
    console.log(`      ${name}: ${parts.join('; ')}`);
  }
}

function middle(runs, part) {
  return short(median(runs.map((run) => run[part])));
}

function spread(values) {
  return `${short(median(values))} (${short(Math.min(...values))} to ${short(Math.max(...values))})`;
}

function short(value) {
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}
