// More of the board: iterations, lanes by requirement, columns in another order, buttons below the
// mouse, pens, and what others carry.

import { Account, newId } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import {
  DOING,
  TO_DO,
  card,
  cell,
  column,
  gather,
  isIn,
  isInCell,
  openBoard,
  title,
} from '../lib/board.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, ok, pause, sees, seesNot } from '../lib/check.mjs';
import { isSaved } from '../lib/page.mjs';
import { dragMouse } from '../lib/mouse.mjs';
import { closeToasts } from '../lib/toasts.mjs';
import { finger, middle, stylus } from '../lib/touch.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');

export const prepare = (server) => Account.two(server);

const columns = (page) => page.locator('.board__heading').allTextContents();
const head = (page, name) => page.locator('.board__head').filter({ hasText: name });

/** Sets how many begun cards a lane holds. */
async function limitLanes(page, most) {
  await page.getByRole('button', { name: new RegExp(en('board.lanes')) }).click();
  await page.getByRole('menuitem', { name: en('board.lane_limit') }).click();
  await page.getByRole('spinbutton', { name: en('board.lane_limit') }).fill(String(most));
  await page.keyboard.press('Enter');
  await sees(page.locator('.board__lane-head .board__wip').filter({ hasText: `/${most}` }));
}

/** The settings of the plan, where its iterations are. */
async function settings(page) {
  await page.getByRole('button', { name: en('shell.plan_more') }).click();
  await page.getByRole('menuitem', { name: en('shell.plan_settings') }).click();
  return page.locator('#plan-settings');
}

/** Two requirements; the first is answered by "Survey the halls", both by "Draw the racks". */
async function requirements(admin, project, page) {
  const ids = [newId(), newId()];
  await admin.call('requirements/add', { project, id: ids[0], title: 'Room for pallets' });
  await admin.call('requirements/add', { project, id: ids[1], title: 'Wide aisles' });
  const task = async (text) => {
    const slot = page.locator('.board__slot').filter({ hasText: text });
    return slot.getAttribute('data-card');
  };
  const trace = async (requirement, text) =>
    admin.call('requirements/trace_task', { requirement, task: await task(text), is_on: true });
  await trace(ids[0], 'Survey the halls');
  await trace(ids[0], 'Draw the racks');
  await trace(ids[1], 'Draw the racks');
}

const PALLETS = 'R-1 Room for pallets';
const AISLES = 'R-2 Wide aisles';

export const tests = [
  {
    name: 'iterations are made in the plan settings, hold tasks and are lanes of the board',
    run: async (test) => {
      const { page } = await openBoard(test);
      const dialog = await settings(page);
      await dialog.getByRole('button', { name: en('iterations.add') }).click();
      equal((await violations(page)).length, 0);
      equal(
        await dialog.getByLabel(en('iterations.name')).inputValue(),
        en('iterations.numbered', { number: 1 }),
      );
      equal(await dialog.getByLabel(en('iterations.start')).inputValue(), '2026-03-02');
      await dialog.getByLabel(en('iterations.name')).fill('First trial');
      await dialog.getByLabel(en('iterations.finish')).fill('2026-02-01');
      await dialog.getByRole('button', { name: en('iterations.save') }).click();
      await sees(dialog.getByText(en('refusal.finish_before_start')));
      await dialog.getByLabel(en('iterations.finish')).fill('2026-03-13');
      await page.keyboard.press('Enter');
      await sees(dialog.getByText('First trial', { exact: true }));
      await dialog.getByRole('button', { name: en('iterations.add') }).click();
      equal(await dialog.getByLabel(en('iterations.start')).inputValue(), '2026-03-14');
      await dialog.getByRole('button', { name: en('iterations.save') }).click();
      await page.keyboard.press('Escape');
      await seesNot(dialog);
      await gather(page, en('board.group_iteration'));
      await isInCell(page, en('board.lane_no_iteration'), 0, 'Survey the halls');
      const from = await middle(title(page, 'Survey the halls'));
      await dragMouse(page, from, await middle(cell(page, 'First trial', 0)));
      await isInCell(page, 'First trial', 0, 'Survey the halls');
      // A click that comes at once would be the end of the drag.
      await pause(200);
      await title(page, 'Draw the racks').click();
      await page
        .locator('.peek')
        .getByLabel(en('peek.iteration'))
        .selectOption({ label: 'First trial' });
      await isInCell(page, 'First trial', 0, 'Draw the racks');
      await page.keyboard.press('Escape');
      await isSaved(page);
      await reload(page);
      await isInCell(page, 'First trial', 0, 'Survey the halls');
    },
  },
  {
    name: 'an iteration is renamed and deleted, but not while it holds tasks; undo brings it back',
    run: async (test) => {
      const { page } = await openBoard(test);
      let dialog = await settings(page);
      await dialog.getByRole('button', { name: en('iterations.add') }).click();
      await dialog.getByLabel(en('iterations.name')).fill('Trial');
      await page.keyboard.press('Enter');
      await dialog.getByRole('button', { name: en('iterations.edit', { name: 'Trial' }) }).click();
      await dialog.getByLabel(en('iterations.name')).fill('Pilot');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await title(page, 'Draw the racks').click();
      await page.locator('.peek').getByLabel(en('peek.iteration')).selectOption({ label: 'Pilot' });
      await page.keyboard.press('Escape');
      dialog = await settings(page);
      const remove = dialog.getByRole('button', {
        name: en('iterations.remove', { name: 'Pilot' }),
      });
      equal(await remove.getAttribute('title'), en('refusal.iteration_in_use'));
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+z');
      dialog = await settings(page);
      await remove.click();
      await seesNot(remove);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+z');
      await settings(page);
      await sees(remove);
    },
  },
  {
    name: 'lanes by requirement: another lane changes the trace, the toast takes it back',
    run: async (test) => {
      const { page, project } = await openBoard(test);
      await requirements(test.given.admin, project.id, page);
      await gather(page, en('board.group_requirement'));
      await isInCell(page, PALLETS, 0, 'Survey the halls');
      await isInCell(page, PALLETS, 0, 'Draw the racks');
      await isInCell(page, en('board.lane_no_requirement'), 0, 'Order the racks');
      await sees(card(page, 'Draw the racks').locator('.chip').filter({ hasText: 'R-2' }));
      equal((await violations(page)).length, 0);
      const from = await middle(title(page, 'Survey the halls'));
      await dragMouse(page, from, await middle(cell(page, AISLES, 1)));
      await isInCell(page, AISLES, 1, 'Survey the halls');
      await isSaved(page);
      const answered = async () => {
        const told = await test.given.admin.call('requirements/of_plan', { project: project.id });
        return told.requirements.map((one) => one.tasks.length);
      };
      await eventually(async () => (await answered()).join(' '), '1 2');
      await page.locator('.toast').getByRole('button', { name: en('common.undo') }).click();
      await isInCell(page, PALLETS, 0, 'Survey the halls');
      await eventually(async () => (await answered()).join(' '), '2 1');
      // By keys, out of its last lane: it answers nothing any more.
      await closeToasts(page);
      await title(page, 'Draw the racks').focus();
      await page.keyboard.press('m');
      const dialog = page.getByRole('dialog', { name: en('board.move_where') });
      const nowhere = `${TO_DO}, ${en('board.lane_no_requirement')}`;
      await dialog.getByLabel(en('board.move_cell')).selectOption({ label: nowhere });
      await dialog.getByRole('button', { name: en('board.move_now') }).click();
      await isInCell(page, en('board.lane_no_requirement'), 0, 'Draw the racks');
      await eventually(async () => (await answered()).join(' '), '1 0');
      await reload(page);
      await isInCell(page, en('board.lane_no_requirement'), 0, 'Draw the racks');
    },
  },
  {
    name: 'beyond a limit in lanes by requirement: one undo takes back the lane and the reason, one redo brings both',
    run: async (test) => {
      const { page, project } = await openBoard(test);
      await requirements(test.given.admin, project.id, page);
      await gather(page, en('board.group_requirement'));
      await limitLanes(page, 1);
      const answered = (expected) =>
        eventually(async () => {
          const told = await test.given.admin.call('requirements/of_plan', { project: project.id });
          return told.requirements.map((one) => one.tasks.length).join(' ');
        }, expected);
      const isDoing = (name, text) => isInCell(page, name, 1, text);
      await title(page, 'Survey the halls').focus();
      await page.keyboard.press('>');
      await isDoing(PALLETS, 'Survey the halls');
      await title(page, 'Survey the halls').focus();
      await page.keyboard.press('Alt+ArrowDown');
      await isDoing(AISLES, 'Survey the halls');
      await title(page, 'Draw the racks').focus();
      await page.keyboard.press('>');
      await isDoing(PALLETS, 'Draw the racks');
      await answered('1 2');
      await title(page, 'Draw the racks').focus();
      await page.keyboard.press('Alt+ArrowDown');
      const ask = page.getByRole('dialog', { name: en('board.ask_limit') });
      await ask.getByRole('button', { name: en('board.limit_urgent') }).click();
      await seesNot(ask);
      const reason = card(page, 'Draw the racks').locator('.board__beyond');
      await sees(reason.filter({ hasText: en('board.limit_urgent') }));
      await isDoing(AISLES, 'Draw the racks');
      await answered('0 2');
      await isSaved(page);
      await page.getByRole('button', { name: en('history.title'), exact: true }).click();
      const said = async () => {
        const all = await page.locator('.history__day .history__sentence').allTextContents();
        return all.slice(0, 2).map((one) => one.includes(en('ops.prop_limit_reason'))).join();
      };
      await eventually(said, 'true,false');
      await page.locator('#history').getByRole('button', { name: en('common.close'), exact: true }).click();
      await page.locator('.toast').getByRole('button', { name: en('common.undo') }).click();
      await isDoing(PALLETS, 'Draw the racks');
      await seesNot(reason);
      await answered('1 2');
      await page.keyboard.press('Control+Shift+z');
      await isDoing(AISLES, 'Draw the racks');
      await sees(reason);
      await answered('0 2');
      await page.keyboard.press('Control+z');
      await isDoing(PALLETS, 'Draw the racks');
      await seesNot(reason);
      await answered('1 2');
      await isSaved(page);
    },
  },
  {
    name: 'without a network a card stays in the lane of its requirement, and is told why',
    run: async (test) => {
      const expects = [/ERR_INTERNET_DISCONNECTED/, /net::ERR/, /WebSocket/];
      const { page, project } = await openBoard(test, { expects });
      await requirements(test.given.admin, project.id, page);
      await gather(page, en('board.group_requirement'));
      await isInCell(page, PALLETS, 0, 'Survey the halls');
      await page.context().setOffline(true);
      const from = await middle(title(page, 'Survey the halls'));
      await dragMouse(page, from, await middle(cell(page, AISLES, 1)));
      await sees(page.locator('.toast').filter({ hasText: en('board.trace_offline') }));
      await isInCell(page, PALLETS, 0, 'Survey the halls');
      await page.context().setOffline(false);
    },
  },
  {
    name: 'a column is carried by its heading, by mouse and by keys; Esc puts it back',
    run: async (test) => {
      const { page } = await openBoard(test);
      const before = await columns(page);
      const from = await middle(head(page, TO_DO).locator('.board__heading'));
      const to = await middle(column(page, before[2]).locator('.board__head'), { dx: 60 });
      await dragMouse(page, from, to, {
        meanwhile: async () => {
          await sees(page.locator('.board__between'));
          await page.keyboard.press('Escape');
          await seesNot(page.locator('.board__between'));
        },
      });
      deepEqual(await columns(page), before);
      await dragMouse(page, from, to);
      const after = [before[1], before[2], before[0], before[3]];
      await eventually(async () => (await columns(page)).join(), after.join());
      equal(await page.locator('.board__card[data-selected]').count(), 0, 'no frame was drawn');
      await page.keyboard.press('Control+z');
      await eventually(async () => (await columns(page)).join(), before.join());
      await page.getByRole('button', { name: en('board.column_menu', { column: TO_DO }) }).focus();
      await page.keyboard.press('Alt+Shift+ArrowRight');
      const next = [before[1], before[0], before[2], before[3]];
      await eventually(async () => (await columns(page)).join(), next.join());
      await sees(page.locator('.board__head :focus'));
      await page.keyboard.press('Alt+Shift+ArrowLeft');
      await eventually(async () => (await columns(page)).join(), before.join());
    },
  },
  {
    name: 'a finger holds a heading and carries the column; a swipe on it scrolls',
    run: async (test) => {
      const { page } = await openBoard(test, { size: 'tablet' });
      const before = await columns(page);
      const touch = await finger(page);
      const from = await middle(head(page, TO_DO).locator('.board__heading'));
      await touch.swipe({ x: from.x + 200, y: from.y }, from);
      deepEqual(await columns(page), before);
      await page.locator('.board__columns').evaluate((all) => all.scrollTo(0, 0));
      const place = await middle(column(page, DOING).locator('.board__head'), { dx: 60 });
      await touch.holdAndDrag(from, place);
      const after = [before[1], before[0], before[2], before[3]];
      await eventually(async () => (await columns(page)).join(), after.join());
    },
  },
  {
    name: 'the middle button takes hold of the board and scrolls it',
    run: async (test) => {
      const { page } = await openBoard(test);
      await page.setViewportSize({ width: 900, height: 800 });
      const all = page.locator('.board__columns');
      const at = await middle(title(page, 'Survey the halls'));
      await page.mouse.move(at.x + 200, at.y);
      await page.mouse.down({ button: 'middle' });
      await page.mouse.move(at.x, at.y, { steps: 5 });
      await eventually(() => all.evaluate((one) => one.scrollLeft > 0), true);
      await page.mouse.up({ button: 'middle' });
      equal(await page.locator('.board__card[data-selected]').count(), 0);
      await isIn(page, TO_DO, 'Survey the halls');
    },
  },
  {
    name: 'a card below the mouse offers who, when, labels and blocked; Tab does not stop there',
    run: async (test) => {
      const { page } = await openBoard(test);
      await card(page, 'Survey the halls').hover();
      const buttons = card(page, 'Survey the halls').locator('.board__hover-button');
      await eventually(() => buttons.count(), 4);
      const part = (name) =>
        card(page, 'Survey the halls').locator(`.board__${name}`).boundingBox();
      const [over, name, foot] = [await part('hover'), await part('name'), await part('foot')];
      ok(
        over.y + over.height <= Math.min(name.y, foot.y) + 1,
        'neither title nor avatar lies below',
      );
      equal((await violations(page)).length, 0);
      await card(page, 'Survey the halls')
        .locator(`.board__hover-button[title="${en('board.set_due')}"]`)
        .click();
      await page.getByLabel(en('board.due_day')).fill('2026-12-24');
      await page.keyboard.press('Enter');
      await sees(card(page, 'Survey the halls').filter({ hasText: '24 Dec' }));
      await card(page, 'Draw the racks').hover();
      await eventually(() => buttons.count(), 0);
      await card(page, 'Draw the racks')
        .locator(`.board__hover-button[title="${en('board.block')}"]`)
        .click();
      await page.getByLabel(en('board.block_reason')).fill('Waiting for steel');
      await page.getByRole('dialog').getByRole('button', { name: en('board.block') }).click();
      await sees(card(page, 'Draw the racks').locator('.board__blocked'));
      await card(page, 'Draw the racks').hover();
      const stops = card(page, 'Draw the racks').locator(
        '.board__hover-button:not([tabindex="-1"])',
      );
      equal(await stops.count(), 0);
    },
  },
  {
    name: 'the buttons below the mouse cover no word of a milestone',
    run: async (test) => {
      const { page } = await openBoard(test);
      const milestone = page.locator('.board__card').filter({ has: page.locator('.board__milestone') }).first();
      await milestone.hover();
      const buttons = milestone.locator('.board__hover');
      await sees(buttons);
      const [over, word] = [await buttons.boundingBox(), await milestone.locator('.board__milestone').boundingBox()];
      ok(word.x + word.width <= over.x, `the word ends at ${word.x + word.width}, the buttons begin at ${over.x}`);
    },
  },
  {
    name: 'a task is left out of the schedule from the menu of its card, and taken in again',
    run: async (test) => {
      const { page } = await openBoard(test);
      const menu = page.getByRole('button', {
        name: en('board.card_menu', { title: 'Order the racks' }),
      });
      const item = page.getByRole('menuitemcheckbox', { name: en('gantt.inactive') });
      const mark = card(page, 'Order the racks').locator('.board__left-out');
      await menu.click();
      equal(await item.getAttribute('aria-checked'), 'false');
      await item.click();
      await sees(mark.getByText(en('gantt.inactive')));
      deepEqual(await violations(page), []);
      await isSaved(page);
      await menu.click();
      equal(await item.getAttribute('aria-checked'), 'true');
      await item.click();
      await seesNot(mark);
      await isSaved(page);
    },
  },
  {
    name: 'what one carries the other sees where it would be put down',
    run: async (test) => {
      const { page: one, project } = await openBoard(test);
      const two = await test.people.enter({ account: test.given.second });
      await visit(two, `/projects/${project.id}/board`);
      await sees(card(two, 'Draw the racks'));
      const from = await middle(title(two, 'Draw the racks'));
      const to = await middle(column(two, DOING).locator('.board__list'));
      const ghost = column(one, DOING).locator('.board__other-card');
      await dragMouse(two, from, to, {
        meanwhile: async () => {
          await sees(ghost.filter({ hasText: 'Bo Chen' }));
          await sees(ghost.filter({ hasText: 'Draw the racks' }));
        },
      });
      await seesNot(ghost);
      await isIn(one, DOING, 'Draw the racks');
      // Keys too: lifted, steered, and put back.
      await title(two, 'Survey the halls').focus();
      await two.keyboard.press('Space');
      await two.keyboard.press('ArrowRight');
      await sees(ghost.filter({ hasText: 'Survey the halls' }));
      await two.keyboard.press('Escape');
      await seesNot(ghost);
    },
  },
  {
    name: 'with a pen pen mode begins: the pen carries after a few px, fingers scroll, a palm is not heard',
    run: async (test) => {
      const { page } = await openBoard(test, { size: 'tablet' });
      const pen = await stylus(page);
      const from = await middle(title(page, 'Survey the halls'));
      const to = await middle(column(page, DOING).locator('.board__list'));
      await pen.down(from);
      await sees(page.getByText(en('pen.mode')));
      for (let step = 1; step <= 10; step += 1) {
        const share = step / 10;
        await pen.move({
          x: from.x + (to.x - from.x) * share,
          y: from.y + (to.y - from.y) * share,
        });
      }
      await sees(page.locator('.board__ghost'));
      const touch = await finger(page);
      await touch.tap(await middle(title(page, 'Order the racks')));
      await sees(page.locator('.board__ghost'));
      await pen.up(to);
      await isIn(page, DOING, 'Survey the halls');
      equal(await page.locator('.sheet:visible').count(), 0, 'the palm opened nothing');
      const other = await middle(title(page, 'Draw the racks'));
      await touch.holdAndDrag(other, to);
      await isIn(page, TO_DO, 'Draw the racks');
      await page.getByRole('button', { name: en('pen.turn_off') }).click();
      await seesNot(page.getByText(en('pen.mode')));
      await page.locator('.board__columns').evaluate((all) => all.scrollTo(0, 0));
      await touch.holdAndDrag(await middle(title(page, 'Draw the racks')), to);
      await isIn(page, DOING, 'Draw the racks');
    },
  },
];
