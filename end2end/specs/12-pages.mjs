// Every page, in both languages, light and dark, at three sizes: no serious fault of accessibility,
// nothing wider than the window, no complaint of the browser. What is looked at by all rules is
// loaded anew; for what only its words make wider, the program goes on from page to page.

import { Account } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { awake, go, SIZES } from '../lib/browser.mjs';
import { ok, sees, seesNot } from '../lib/check.mjs';
import { overflow } from '../lib/page.mjs';
import { makePlan, WAREHOUSE } from '../lib/plans.mjs';
import { words } from '../lib/words.mjs';

/** An address, and what is seen once the page is complete. */
const PAGES = {
  home: () => ({ path: '/', shows: '.home h1' }),
  projects: () => ({ path: '/projects', shows: '.portfolio__head' }),
  'new project': () => ({ path: '/projects/new', shows: '#field-project-name' }),
  overview: ({ id }) => ({ path: `/projects/${id}`, shows: '.overview, [class^=overview]' }),
  board: ({ id }) => ({ path: `/projects/${id}/board`, shows: '.board__card' }),
  gantt: ({ id }) => ({ path: `/projects/${id}/gantt`, shows: '.gantt__row, .gantt__canvas' }),
  list: ({ id }) => ({ path: `/projects/${id}/list`, shows: '.list__row' }),
  calendar: ({ id }) => ({ path: `/projects/${id}/calendar`, shows: '.calendar__day' }),
  import: ({ id }) => ({ path: `/projects/${id}/import`, shows: '.import__drop' }),
  flow: ({ id }) => ({ path: `/projects/${id}/flow`, shows: '.flow__plot' }),
  scope: ({ id }) => ({ path: `/projects/${id}/scope`, shows: '.scope__new' }),
  requirements: ({ id }) => ({
    path: `/projects/${id}/requirements`,
    shows: '.requirements__paper',
  }),
  risks: ({ id }) => ({ path: `/projects/${id}/risks`, shows: '.risks__cell' }),
  minutes: ({ id }) => ({ path: `/projects/${id}/minutes`, shows: '.minutes .empty' }),
  deliverables: ({ id }) => ({
    path: `/projects/${id}/deliverables`,
    shows: '.deliverables__drop',
  }),
  handover: ({ id }) => ({ path: `/projects/${id}/handover`, shows: '.handover__new' }),
  clients: () => ({ path: '/clients', shows: '.clients__row' }),
  client: ({ client }) => ({ path: `/clients/${client}`, shows: '.clients__contact' }),
  settings: () => ({ path: '/settings', shows: '.settings__session' }),
};
/** Pages that the server draws alone. */
const PLAIN = {
  'sign-in': () => ({ path: '/sign-in', shows: '.entry__form' }),
  code: () => ({ path: '/portal-code', shows: '.entry__form' }),
  'no code': () => ({ path: '/portal-code/new', shows: '.entry__form' }),
  "client's page": ({ id }) => ({ path: `/projects/${id}/portal`, shows: '.portal__page' }),
};

export const isLong = true;
export const prepare = async (server) => {
  const admin = await Account.first(server);
  const titles = new Set(WAREHOUSE.toLowerCase().match(/[a-z]+/g));
  return { admin, titles, project: await makePlan(admin, undefined, { contacts: ['Mei Chen'] }) };
};

/** On each device one language is looked at by all rules; the other differs in its length. */
const READ_CLOSELY = { desktop: 'zh-CN', phone: 'en' };
/** The widths at which a page is looked at on a device; the last one is that of a close look. */
const WIDTHS = { desktop: ['desktop'], phone: ['tablet', 'phone'] };

/** All that is wrong with the page as it stands; not looked at closely, only its width counts. */
async function faults(page, name, { isClose, widths }) {
  const found = [];
  for (const width of widths) {
    if (widths.length > 1) {
      await page.setViewportSize(SIZES[width].viewport);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done())));
    }
    const wide = await overflow(page);
    if (wide > 0) found.push(`${name}, ${width}: ${wide} px wider than the window`);
  }
  if (isClose) found.push(...(await violations(page)).map((line) => `${name}, ${line}`));
  return found;
}

/** Every page on one device in one language, in one profile. */
function look(size, language) {
  return {
    name: `every page in ${language} on a ${WIDTHS[size].join(' and a ')}`,
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin, size, language });
      const isClose = READ_CLOSELY[size] === language;
      const found = [];
      for (const [name, find] of Object.entries({ ...PAGES, ...PLAIN })) {
        const { path, shows } = find(given.project);
        const isWithin = !isClose && name !== 'home' && !(name in PLAIN);
        await (isWithin ? go(page, path) : page.goto(path));
        if (!(name in PLAIN)) await awake(page);
        await sees(page.locator(shows));
        found.push(...(await faults(page, name, { isClose, widths: WIDTHS[size] })));
        if (isClose && language === 'zh-CN') found.push(...(await strange(page, name, given)));
      }
      ok(found.length === 0, `\n${[...new Set(found)].join('\n')}`);
    },
  };
}

/** What lies over a page. */
const LAYERS = {
  palette: {
    open: (page) => page.keyboard.press('Control+k'),
    shows: '#palette-field',
  },
  'sheet of shortcuts': {
    open: (page) => page.keyboard.press('Shift+?'),
    shows: '#shortcuts[open]',
  },
  'open task': {
    at: ({ id }) => `/projects/${id}/board`,
    open: (page) => page.locator('.board__open').first().click(),
    shows: '#peek',
  },
  'menu of a card': {
    at: ({ id }) => `/projects/${id}/board`,
    open: (page) => page.locator('.board__menu button').first().click(),
    shows: '[role=menu]',
  },
  'selected bar': {
    at: ({ id }) => `/projects/${id}/gantt`,
    open: (page) => page.locator('.gantt__row').nth(2).click(),
    shows: '.gantt__actions',
  },
};

function lookAtLayer(name, { at = () => '/', open, shows }) {
  return {
    name: `${name}, light and dark, on desktop and phone`,
    run: async ({ people, given }) => {
      const found = [];
      for (const size of ['desktop', 'phone']) {
        // On a phone the table of the Gantt chart, where rows are selected, is folded away.
        if (size === 'phone' && name === 'selected bar') continue;
        const language = size === 'phone' ? 'zh-CN' : 'en';
        const page = await people.enter({ account: given.admin, size, language });
        await page.goto(at(given.project));
        await awake(page);
        await sees(page.locator('.home h1, .board__card, .gantt__row'));
        await open(page);
        await sees(page.locator(shows));
        found.push(...(await faults(page, size, { isClose: true, widths: [size] })));
      }
      ok(found.length === 0, `\n${[...new Set(found)].join('\n')}`);
    },
  };
}

/** Words of a Latin alphabet that stand in Chinese pages by right. */
const ALLOWED = new Set(
  (
    'accord english ctrl shift space enter esc home alt mspdi microsoft project excel xml csv ' +
    'gantt warehouse harbour trade chen seaport systems chrome linux ada example task name mail ' +
    'from safari'
  ).split(' '),
);

/** English words on a Chinese page, besides the titles of tasks and the names of columns. */
async function strange(page, name, { titles }) {
  const columns = ['to', 'do', 'doing', 'review', 'done', 'standard', 'calendar'];
  const text = await page.evaluate(() => document.body.innerText);
  const found = (text.match(/[A-Za-z]{4,}/g) ?? []).filter((word) => {
    const small = word.toLowerCase();
    return !ALLOWED.has(small) && !titles.has(small) && !columns.includes(small);
  });
  return found.length > 0 ? [`${name} in English: ${[...new Set(found)].join(', ')}`] : [];
}

export const tests = [
  ...Object.keys(WIDTHS).flatMap((size) => ['zh-CN', 'en'].map((language) => look(size, language))),
  ...Object.entries(LAYERS).map(([name, layer]) => lookAtLayer(name, layer)),
  {
    name: 'an address that leads nowhere says so and leads home',
    run: async ({ people, given }) => {
      const en = words('en');
      const page = await people.enter({ account: given.admin, expects: [/404/] });
      const nobody = '019a0000-0000-7000-8000-000000000404';
      const paths = ['', '/board', '/scope'].map((page) => `/projects/${nobody}${page}`);
      for (const path of ['/nowhere', ...paths, `/clients/${nobody}`]) {
        const answer = await page.goto(path);
        ok(answer.status() === 404, `${path} answers ${answer.status()}`);
        await sees(page.getByText(en('error.not_found')));
        // Nothing leads on into what is not there.
        await seesNot(page.getByRole('navigation', { name: en('shell.project_areas') }));
        await seesNot(page.locator('.area-bar'));
      }
      await page.goto('/nowhere');
      await page.getByRole('link', { name: en('error.home') }).click();
      await sees(page.locator('.home h1'));
    },
  },
];
