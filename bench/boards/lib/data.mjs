// The plans and the cards that every product gets: the same on every run.
//
// Dates are working days, Monday to Friday, counted from the first day of the plan, which is the
// Monday of the week of the run: charts open at today, and that is where the first bars lie.

import { createHash } from 'node:crypto';

/** A summary and its ten tasks. */
export const GROUP = 11;
/** How many groups follow on each other; more groups than that run side by side. */
const GROUPS_IN_A_ROW = 40;
const DAY = 86_400_000;

/** The columns of the boards, and the progress of the cards in them; none is in review at first. */
export const COLUMNS = ['To do', 'Doing', 'Review', 'Done'];
const PERCENTS = [0, 50, 100];
const COLUMN_OF = { 0: 0, 50: 1, 100: 3 };

/**
 * A plan of so many rows. Each row has an `id` from 1, a `name`, whether it is a summary, its
 * `parent` or 0, its first day `from`, its last day `to` and those it waits for in `after`.
 */
export function makePlan(count) {
  const below = random(7);
  const rows = [];
  const ends = [];
  const side = Math.max(1, Math.round(count / GROUP / GROUPS_IN_A_ROW));
  for (let id = 1; id <= count; id += 1) {
    const group = Math.floor((id - 1) / GROUP);
    const at = (id - 1) % GROUP;
    if (at === 0) {
      const isSummary = id < count;
      rows.push({ id, name: `Part ${group + 1}`, isSummary, parent: 0, from: 0, to: 0, after: [] });
      continue;
    }
    const summary = id - at;
    const after = at === 1 ? lastOf(group - side) : [id - 1];
    if (at > 2 && at % 2 === 1) after.push(id - 2);
    const from = Math.max(0, ...after.map((other) => ends[other] + 1));
    const to = from + below(5);
    ends[id] = to;
    rows.push({ id, name: `Task ${id}`, isSummary: false, parent: summary, from, to, after });
    const parent = rows[summary - 1];
    if (at === 1) parent.from = from;
    parent.to = to;
  }
  return rows;
}

/** So many tasks of a day, each of which waits for the one before it. */
export function makeChain(count) {
  return Array.from({ length: count }, (_, at) => {
    const after = at === 0 ? [] : [at];
    return {
      id: at + 1,
      name: `Task ${at + 1}`,
      isSummary: false,
      parent: 0,
      from: at,
      to: at,
      after,
    };
  });
}

function lastOf(group) {
  return group < 0 ? [] : [(group + 1) * GROUP];
}

/** So many cards, a third of them in each column but review. */
export function makeCards(count) {
  const below = random(11);
  return Array.from({ length: count }, (_, at) => {
    const percent = PERCENTS[at % PERCENTS.length];
    const name = `Card ${at + 1} ${'with a title of some length '.slice(0, below(28))}`.trim();
    return { id: at + 1, name, percent, column: COLUMN_OF[percent], to: below(5) };
  });
}

/** What identifies data: its SHA-256. */
export function digest(data) {
  return createHash('sha256').update(JSON.stringify(data)).digest('hex');
}

/** The first day of the plans. */
export function firstDay(now = new Date()) {
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  return new Date(today - ((now.getDay() + 6) % 7) * DAY);
}

/** A working day as a date, such as 2026-03-02. */
export function dateOf(first, workingDay) {
  const days = Math.floor(workingDay / 5) * 7 + (workingDay % 5);
  return new Date(first.getTime() + days * DAY).toISOString().slice(0, 10);
}

/** A plan as other products take it: with dates. */
export function asDated(rows, first) {
  return rows.map((row) => ({ ...row, from: dateOf(first, row.from), to: dateOf(first, row.to) }));
}

/** A plan as Accord takes it: lengths and links; it works out the dates. */
export function asTable(rows) {
  const lines = rows.map((row) => {
    const length = row.isSummary ? '' : `${row.to - row.from + 1} days`;
    return `${row.id},${row.name},${row.parent === 0 ? 1 : 2},${length},"${row.after.join(',')}"`;
  });
  return ['ID,Task Name,Outline Level,Duration,Predecessors', ...lines].join('\n');
}

/** Cards as Accord takes them: tasks side by side, which go to columns by their progress. */
export function cardsAsTable(cards) {
  const lines = cards.map(
    ({ id, name, to, percent }) => `${id},${name},${to + 1} days,${percent}%`,
  );
  return ['ID,Task Name,Duration,% Complete', ...lines].join('\n');
}

/** A linear congruential generator. */
export function random(seed) {
  let state = BigInt(seed);
  return (limit) => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & 0xffffffffffffffffn;
    return Number(state >> 33n) % limit;
  };
}
