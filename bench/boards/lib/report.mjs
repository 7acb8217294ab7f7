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
  #wanted = new Map();
  #missed = [];

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

  /** Says what is wanted in a cell: ours takes at most so long, the best other so many times. */
  want(cell, { most, times }) {
    this.#wanted.set(cell, { most, times });
  }

  /** Prints the cells that are complete, and forgets them. */
  flush() {
    for (const [cell, products] of this.#cells) {
      print(cell, products);
      for (const { words, isMet } of judge(this.#wanted.get(cell) ?? {}, products)) {
        console.log(`      wanted: ${words}`);
        if (!isMet) this.#missed.push(`${cell}: ${words}`);
      }
    }
    this.#cells.clear();
  }

  /** Prints what was wanted in all cells and is not so. */
  conclude() {
    if (this.#missed.length === 0) console.log('    all that is wanted is met');
    for (const words of this.#missed) console.log(`    wanted, but missed: ${words}`);
  }
}

/** Whether ours is as good as wanted, by the medians: in words, wish by wish. */
function judge({ most, times }, products) {
  const ours = products.get('ours')?.runs ?? [];
  const said = [];
  if (most !== undefined && ours.length > 0) {
    const isMet = median(ours.map(({ main }) => main)) <= most;
    said.push({ words: `${most} ms or less, ${isMet ? 'met' : 'MISSED'}`, isMet });
  }
  if (times !== undefined && ours.length > 0) {
    const others = [...products].filter(([name, { runs }]) => name !== 'ours' && runs.length > 0);
    const all = others.map(([name, { runs }]) => ({ name, ratio: median(ratiosOf(runs, ours)) }));
    const best = all.toSorted((a, b) => a.ratio - b.ratio)[0];
    const wish = `the best of the others takes ${times} times as long`;
    if (!best) return [...said, { words: `${wish}, nothing to compare with`, isMet: true }];
    const isMet = best.ratio >= times;
    const found = `${best.name} takes ${short(best.ratio)} times`;
    said.push({ words: `${wish}, ${isMet ? 'met' : 'MISSED'}: ${found}`, isMet });
  }
  return said;
}

/** How many times as long as ours another takes, round by round. */
function ratiosOf(runs, ours) {
  const pairs = Math.min(runs.length, ours.length);
  return Array.from({ length: pairs }, (_, at) => runs[at].main / ours[at].main);
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
    const ratios = ratiosOf(runs, ours);
    if (name !== 'ours' && ratios.length > 0) {
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
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${short(median(values))} (${short(least)} to ${short(most)})`;
}

function short(value) {
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}
