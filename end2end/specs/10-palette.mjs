// The palette and the shortcuts, by keyboard alone.

import { Account } from '../lib/account.mjs';
import { visit } from '../lib/browser.mjs';
import { equal, eventually, sees, seesNot } from '../lib/check.mjs';
import { makePlan } from '../lib/plans.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');

export const prepare = async (server) => {
  const admin = await Account.first(server);
  return { admin, project: await makePlan(admin) };
};

const path = (page) => new URL(page.url()).pathname;

async function find(page, text) {
  await page.keyboard.press('Control+k');
  const field = page.locator('#palette-field');
  await sees(field);
  await eventually(
    () => field.evaluate((e) => e === document.activeElement),
    true,
    'it has the focus',
  );
  await page.keyboard.type(text);
}

export const tests = [
  {
    name: 'Ctrl+K finds a project, a client and a task',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, '/');
      await find(page, 'wareh');
      await sees(page.getByRole('option', { name: 'Warehouse' }));
      await page.keyboard.press('Enter');
      await eventually(() => path(page), `/projects/${given.project.id}`);
      await find(page, 'harbour');
      await sees(page.getByRole('option', { name: 'Harbour Trade' }));
      await page.keyboard.press('Enter');
      await eventually(() => path(page), `/clients/${given.project.client}`);
      await find(page, 'order the');
      await sees(page.getByRole('option', { name: 'Order the racks' }));
      await page.keyboard.press('Enter');
      await eventually(() => path(page), `/projects/${given.project.id}/board`);
      await sees(page.locator('#peek'));
      await eventually(() => page.locator('#field-peek-title').inputValue(), 'Order the racks');
    },
  },
  {
    name: 'Ctrl+K leads to every page of the project in sight',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      const at = (end) => eventually(() => path(page), `/projects/${given.project.id}${end}`);
      await visit(page, `/projects/${given.project.id}/board`);
      await find(page, en('shell.gantt'));
      await page.getByRole('option', { name: en('shell.gantt'), exact: true }).click();
      await at('/gantt');
      await find(page, en('shell.overview'));
      await page.getByRole('option', { name: en('shell.overview'), exact: true }).click();
      await at('');
      await visit(page, '/');
      await find(page, en('shell.gantt'));
      await seesNot(page.getByRole('option', { name: en('shell.gantt'), exact: true }));
    },
  },
  {
    name: 'the keys of the search are named beside a mouse, as on the keyboard, and not on glass',
    run: async ({ people, given }) => {
      const keys = (page) => page.locator('.shell__search kbd');
      const page = await people.enter({ account: given.admin });
      await visit(page, '/');
      await sees(keys(page));
      equal(await keys(page).textContent(), 'Ctrl K');
      const mac = await people.enter({ account: given.admin });
      await mac.addInitScript(() => {
        Object.defineProperty(navigator, 'platform', { get: () => 'MacIntel' });
      });
      await visit(mac, '/');
      await eventually(() => keys(mac).textContent(), '⌘K');
      const tablet = await people.enter({ account: given.admin, size: 'tablet' });
      await visit(tablet, '/');
      await sees(tablet.locator('.shell__search'));
      await seesNot(keys(tablet));
      await visit(page, '/inbox');
      await sees(page.locator('.inbox .u-keys'));
      await visit(tablet, '/inbox');
      await sees(tablet.locator('.inbox h1'));
      await seesNot(tablet.locator('.inbox .u-keys'));
    },
  },
  {
    name: 'a task is found by its key, and what is not there is said',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, '/');
      await find(page, 'WMS-4');
      await sees(page.getByRole('option', { name: /WMS-4/ }));
      await page.locator('#palette-field').fill('zzzzzz');
      await sees(page.getByText(en('palette.nothing')));
      await page.keyboard.press('Escape');
      await seesNot(page.locator('#palette'));
      equal(path(page), '/');
    },
  },
  {
    name: 'arrows choose, a command runs, Esc gives the focus back',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, '/');
      await page.keyboard.press('/');
      const field = page.locator('#palette-field');
      await sees(field);
      const active = () => field.getAttribute('aria-activedescendant');
      await eventually(active, (id) => Boolean(id));
      const first = await active();
      await page.keyboard.press('ArrowDown');
      await eventually(active, (id) => id !== first);
      await page.keyboard.press('ArrowUp');
      await eventually(active, first);
      await page.keyboard.type(en('palette.to_clients'));
      await sees(page.getByRole('option', { name: en('palette.to_clients') }));
      await page.keyboard.press('Enter');
      await eventually(() => path(page), '/clients');
    },
  },
  {
    name: 'G and a letter go to the areas, V and a letter to the views',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, '/');
      for (const [key, to] of [
        ['p', '/projects'],
        ['c', '/clients'],
        ['s', '/settings'],
        ['h', '/'],
      ]) {
        await page.keyboard.press('g');
        await page.keyboard.press(key);
        await eventually(() => path(page), to, `G ${key}`);
      }
      await visit(page, `/projects/${given.project.id}/board`);
      await sees(page.locator('.board__card'));
      for (const [key, to] of [['g', 'gantt'], ['l', 'list'], ['b', 'board']]) {
        await page.keyboard.press('v');
        await page.keyboard.press(key);
        await eventually(() => path(page), `/projects/${given.project.id}/${to}`, `V ${key}`);
      }
    },
  },
  {
    name: 'C begins a project, a client or a task of the project in sight; V C is still the calendar',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, '/');
      const sheet = page.getByRole('dialog', { name: en('shell.begin'), exact: true });
      await page.keyboard.press('c');
      await sees(sheet.getByRole('link', { name: en('shell.new_project') }));
      await seesNot(sheet.getByRole('link', { name: en('shell.new_task') }));
      await sheet.getByRole('link', { name: en('shell.new_client') }).click();
      await sees(page.getByRole('dialog', { name: en('clients.new') }));
      await seesNot(sheet);
      await eventually(() => page.url().endsWith('/clients'), true, 'the wish holds once');

      const list = `/projects/${given.project.id}/list`;
      await visit(page, `/projects/${given.project.id}/board`);
      await sees(page.locator('.board__card'));
      await page.keyboard.press('v');
      await page.keyboard.press('c');
      await eventually(() => path(page), `/projects/${given.project.id}/calendar`);
      await seesNot(sheet);
      await page.getByRole('button', { name: en('shell.begin'), exact: true }).click();
      const task = sheet.getByRole('link', { name: en('shell.new_task') });
      await eventually(
        () => task.evaluate((e) => e === document.activeElement),
        true,
        'Enter takes the first',
      );
      await page.keyboard.press('Enter');
      await eventually(() => path(page), list);
      await eventually(
        () => page.evaluate(() => document.activeElement.tagName),
        'INPUT',
        'a task can be written',
      );
      await page.keyboard.type('Count the doors');
      await page.keyboard.press('Enter');
      await sees(page.locator('.list__row').filter({ hasText: 'Count the doors' }));
    },
  },
  {
    name: 'F6 goes from pane to pane, Shift+F6 back',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, `/projects/${given.project.id}/board`);
      await sees(page.locator('.board__card'));
      const panes = ['.shell__nav', '.shell__top', '.project__bar', '.project__view'];
      const pane = () =>
        page.evaluate((panes) => panes.find((pane) => document.activeElement.closest(pane)), panes);
      for (const wanted of [...panes, panes[0]]) {
        await page.keyboard.press('F6');
        await eventually(pane, wanted);
      }
      await page.keyboard.press('Shift+F6');
      await eventually(pane, panes.at(-1));
    },
  },
  {
    name: 'on a phone the bar below has the way to begin something, and nothing at the top is cut',
    run: async ({ people, given }) => {
      for (const language of ['en', 'zh-CN']) {
        const said = words(language);
        const page = await people.enter({ account: given.admin, size: 'phone', language });
        await visit(page, '/');
        const search = page.locator('.shell__search');
        await sees(search.getByText(said('shell.search'), { exact: true }));
        const lines = await search.evaluate((e) => e.scrollHeight <= e.clientHeight + 1);
        equal(lines, true, 'the hint is one line');
        await page.locator('.shell__nav').getByRole('button', { name: said('shell.begin') }).tap();
        await sees(page.getByRole('dialog', { name: said('shell.begin') }));
        await visit(page, `/projects/${given.project.id}/board`);
        for (const bar of ['.shell__top .tabs', '.project__bar .segmented']) {
          await sees(page.locator(bar));
          const room = await page.locator(bar).evaluate((e) => e.scrollWidth - e.clientWidth);
          equal(room <= 0, true, `${bar} is ${room} px too long in ${language}`);
        }
      }
    },
  },
  {
    name: 'while typing, letters are letters',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, '/projects/new');
      await page.locator('#field-project-name').focus();
      await page.keyboard.type('gp? c/');
      equal(await page.locator('#field-project-name').inputValue(), 'gp? c/');
      equal(path(page), '/projects/new');
      equal(await page.locator('dialog[open]').count(), 0);
    },
  },
  {
    name: 'the sheet of shortcuts opens with ? and closes with Esc',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, '/');
      await page.keyboard.press('Shift+?');
      const sheet = page.getByRole('dialog', { name: en('shell.shortcuts') });
      await sees(sheet);
      await sees(sheet.getByText(en('shell.key_carry')));
      await page.keyboard.press('Escape');
      await seesNot(sheet);
      await page.getByRole('button', { name: en('shell.help') }).click();
      await sees(sheet);
    },
  },
];
