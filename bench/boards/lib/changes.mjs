// A second person's work on a plan: the operations that a browser would send, one by one.

import { newId } from '../../../end2end/lib/account.mjs';
import { GROUP, random } from './data.mjs';

/** The task whose title tells the pages how far the work has come; row and card are on top. */
const BEACON = 2;
/** The tasks that the pages themselves work on: nobody else touches them. */
export const OWN = { bar: 5, card: 6 };
const DAY = 1_440;
/** Most operations that the server takes at once. */
const SENT_MAX = 100;
/** Nothing of the plan may grow by itself: so many links are there at most beyond its own. */
const LINKS_MAX = 20;
const WORDS = ['Survey', 'Order', 'Cable', 'Paint', 'Measure', 'Agree on', 'Hand over', 'Test'];

/** Opens a project's plan for somebody who changes it without a browser. */
export async function takeUp(account, project) {
  const { plan, seq, now } = await account.call('plan/open', { project, had: {} });
  return new Work(account, project, { plan, seq, now });
}

class Work {
  #seq;
  #below = random(5);
  #links = [];
  #names = new Map();
  #made = 0;

  constructor(account, project, { plan, seq, now }) {
    Object.assign(this, { account, project, plan, now });
    this.#seq = seq;
    this.tasks = new Map(plan.tasks.map((task) => [task.number, task.id]));
    this.parts = Math.floor(this.tasks.size / GROUP);
    const isLeaf = (task) => (task.number - 1) % GROUP > 0;
    const isFree = ({ number }) => ![BEACON, ...Object.values(OWN)].includes(number);
    this.free = plan.tasks.filter((task) => isLeaf(task) && isFree(task));
    const byRank = plan.columns.toSorted((a, b) => (a.rank < b.rank ? -1 : 1));
    this.columns = byRank.slice(0, 3).map(({ id }) => id);
    // Beyond a limit the board asks for a reason.
    this.unlimited = byRank.map(({ limit, ...column }) => ({ put_column: column }));
  }

  /**
   * Changes every task once in every way in which it is changed later, with the cards that matter
   * on top of the first column: what is new to a page is so before anything is counted.
   */
  async prepare() {
    const [first] = this.columns;
    const onTop = [BEACON, OWN.card].map((number, at) =>
      change(this.tasks.get(number), { card: { column: first, rank: `0${at + 1}` } }),
    );
    const all = [...this.unlimited, ...onTop];
    for (const [at, { id }] of this.free.entries()) {
      all.push(this.#retitle(id), this.#report(id), this.#resize(id));
      all.push(this.#card(id, at % this.columns.length));
    }
    for (let part = 1; part < this.parts; part += 1) all.push(this.#bind(part));
    for (let at = 0; at < all.length; at += SENT_MAX) {
      await this.#send(all.slice(at, at + SENT_MAX));
    }
  }

  /** Takes the limits of the columns away: beyond one our board asks why, others do not. */
  async liftLimits() {
    await this.#send(this.unlimited);
  }

  /** Makes the next change; answers the title by which a page shows that it has followed. */
  async next() {
    const op = this.#change();
    this.#made += 1;
    const title = `Change ${this.#made}`;
    await this.#send([op, change(this.tasks.get(BEACON), { title })]);
    return title;
  }

  #change() {
    const { id } = this.free[this.#below(this.free.length)];
    switch (this.#made % 10) {
      // Those in sight are renamed more often than others.
      case 0: return this.#retitle(this.free[this.#below(12)].id);
      case 1: return this.#retitle(id);
      case 2: case 3: return this.#report(id);
      case 4: return this.#bind(1 + this.#below(this.parts - 1));
      case 5: case 6: return this.#card(id, this.#below(this.columns.length));
      case 7: case 8: return this.#link();
      default: return this.#resize(id);
    }
  }

  #retitle(task) {
    const title = `${WORDS[this.#below(WORDS.length)]} hall ${this.#below(100)}`;
    return change(task, { title });
  }

  #report(task) {
    return change(task, { progress: { percent: 10 * (1 + this.#below(9)), actual: {} } });
  }

  #resize(task) {
    return change(task, { duration: { minutes: 480 * (1 + this.#below(5)) } });
  }

  /** Says when a part may begin at the earliest, or lets it be. */
  #bind(part) {
    const at = this.now + DAY * this.#below(14);
    const constraint = this.#below(2) === 0 ? null : { kind: 'start_no_earlier_than', at };
    return change(this.tasks.get(part * GROUP + 2), { constraint });
  }

  #card(task, column) {
    const digits = 'abcdefghijklmnopqrstuvwxyz';
    const rank = Array.from({ length: 6 }, () => digits[this.#below(digits.length)]).join('');
    return change(task, { card: { column: this.columns[column], rank } });
  }

  /** A link within a part that none of the plan's own says, or one of those made here goes. */
  #link() {
    if (this.#links.length === LINKS_MAX) return { unlink: this.#links.shift().id };
    let part = this.#below(this.parts);
    while (this.#links.some((link) => link.part === part)) part = (part + 1) % this.parts;
    const [from, to] = [3, 8].map((at) => this.tasks.get(part * GROUP + at));
    // A link between the same two tasks is the same link, as in the program.
    if (!this.#names.has(part)) this.#names.set(part, newId());
    const id = this.#names.get(part);
    this.#links.push({ part, id });
    return { link: { id, from, to, kind: 'FS' } };
  }

  async #send(ops) {
    const made = ops.map((op) => ({ id: newId(), base: this.#seq, origin: { view: 'list' }, op }));
    const given = { project: this.project, since: this.#seq, ops: made };
    const { committed, refused } = await this.account.call('plan/submit', given);
    if (refused.length > 0) throw new Error(`refused: ${JSON.stringify({ refused, ops })}`);
    this.#seq = committed.at(-1)?.seq ?? this.#seq;
  }
}

function change(task, to) {
  return { change: { task, to } };
}
