// Plan files through the import page: looked at first, then taken in as one step.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Account } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { equal, eventually, ok, sees, seesNot } from '../lib/check.mjs';
import { makeProject, MSPDI } from '../lib/plans.mjs';
import { pattern, words } from '../lib/words.mjs';

const en = words('en');
const zh = words('zh-CN');
const SHARED = path.join(import.meta.dirname, '../../../shared/data');
const REAL = path.join(SHARED, 'plans/pm-wedding-planner.xml');
/** Dates of a few of its tasks are not those that we compute. */
const LEVELLED = path.join(SHARED, 'plans/pm-cargo-network-leveled.xml');
/** A file with a baseline, its work and its costs. */
const COSTED = path.join(SHARED, 'plans/pm-workshop-a-split-ff.xml');
const BINARIES = path.join(SHARED, 'mpp');

export const prepare = async (server) => ({ admin: await Account.first(server) });

/** The import page of a new project with a file chosen. */
async function choose({ people, given }, key, file, { say = en, ...more } = {}) {
  const project = await makeProject(given.admin, { key, name: `Import ${key}` });
  const page = await people.enter({ account: given.admin, ...more });
  await visit(page, `/projects/${project.id}/import`);
  await sees(page.getByRole('heading', { name: say('import_page.title') }));
  await page.locator('input[type=file]').setInputFiles(file);
  return { page, project };
}

const file = (name, text) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(text),
});

async function takeIn(page, language = 'en') {
  await page.getByRole('button', { name: pattern(language, 'import_page.import_count') }).click();
  await eventually(() => page.url().endsWith('/gantt'), true, 'the Gantt chart opens');
}

/** The number beside a word in the report. */
async function counted(page, word) {
  const row = page.locator('.import__counts div').filter({ hasText: word }).first();
  return Number(await row.locator('dd').textContent());
}

async function isOnAllViews(page, project, titles) {
  for (const view of ['board', 'gantt', 'list']) {
    await visit(page, `/projects/${project.id}/${view}`);
    for (const title of titles) {
      // The list shows titles in fields or as text.
      const place = page.locator('#page').getByText(title, { exact: false });
      const field = page.locator(`#page input[value=${JSON.stringify(title)}]`);
      await sees(place.or(field));
    }
  }
}

export const tests = [
  {
    name: 'a file of Microsoft Project is reported, imported and stands on board, Gantt and list',
    run: async (test) => {
      const { page, project } = await choose(test, 'PILOT', file('pilot.xml', MSPDI));
      await sees(page.getByRole('heading', { name: 'Pilot line' }));
      equal(await counted(page, en('import_page.tasks')), 3);
      equal(await counted(page, en('import_page.links')), 2);
      const untouched = await test.people.enter({ account: test.given.admin });
      await visit(untouched, `/projects/${project.id}/gantt`);
      await sees(untouched.getByText(en('gantt.empty')));
      await takeIn(page);
      const belts = page.locator('.gantt__row').filter({ hasText: 'Order the belts' });
      await sees(belts);
      // One step for undo, like any other.
      await page.getByRole('button', { name: en('common.undo'), exact: true }).last().click();
      await seesNot(belts);
      await page.getByRole('button', { name: en('common.redo'), exact: true }).click();
      await sees(belts);
      await isOnAllViews(page, project, ['Agree on the layout', 'Order the belts', 'Line runs']);
    },
  },
  {
    name: 'baselines of a file become baselines of the plan, and its status date on demand',
    run: async (test) => {
      const past =
        '<Baseline><Number>0</Number><Start>2026-02-23T08:00:00</Start>' +
        '<Finish>2026-02-25T17:00:00</Finish><Duration>PT24H0M0S</Duration></Baseline>';
      const text = MSPDI.replace('<CalendarUID>', '<StatusDate>2026-03-03T09:00:00</StatusDate>$&')
        .replace('<Name>Order the belts</Name>', `$&${past}`);
      const { page } = await choose(test, 'PAST', file('past.xml', text));
      await sees(page.getByRole('heading', { name: 'Pilot line' }));
      equal(await counted(page, en('import_page.baselines')), 1);
      const box = page.getByRole('checkbox', {
        name: pattern('en', 'import_page.take_status_date'),
      });
      equal(await box.isChecked(), false, 'nothing moves unless somebody asks for it');
      await box.check();
      await takeIn(page);
      await page.getByRole('button', { name: en('history.title'), exact: true }).click();
      const baselines = page.locator('.history__baselines li');
      await sees(baselines.getByText(/^(Baseline|基线)$/));
      equal(await baselines.getByRole('link').count(), 0, 'no moment of the history has its dates');
    },
  },
  {
    name: 'a real plan file is imported whole',
    run: async (test) => {
      if (!existsSync(REAL)) {
        return test.skip('../shared/data/plans is not there');
      }
      const text = readFileSync(REAL, 'utf8');
      const { page, project } = await choose(test, 'REAL', REAL);
      await sees(page.locator('.import__report'));
      const all = (await counted(page, en('import_page.tasks'))) +
        (await counted(page, en('import_page.summaries')));
      ok(all > 10, `${all} tasks`);
      await takeIn(page);
      await sees(page.locator('.gantt__row').first());
      const rows = page.getByRole('treegrid');
      equal(await rows.getAttribute('aria-rowcount'), String(all + 1));
      const title = text.match(
        /<Task>(?:(?!<\/Task>)[\s\S])*?<OutlineLevel>1<\/OutlineLevel>/,
      )?.[0];
      const first = title?.match(/<Name>([^<&]+)<\/Name>/)?.[1];
      await visit(page, `/projects/${project.id}/gantt`);
      await sees(page.locator('.gantt__row').filter({ hasText: first ?? /./ }));
      await visit(page, `/projects/${project.id}/board`);
      await sees(page.locator('.board__card'));
      await visit(page, `/projects/${project.id}/list`);
      await sees(page.getByRole('row').nth(1));
    },
  },
  {
    name: 'in Chinese the report of a real file says what becomes of each field and why dates differ',
    run: async (test) => {
      if (!existsSync(LEVELLED) || !existsSync(COSTED)) {
        return test.skip('../shared/data/plans is not there');
      }
      const { page } = await choose(test, 'ZHF', COSTED, { language: 'zh-CN', say: zh });
      const fate = (field) => page.locator('#import-fields tr').filter({
        has: page.getByRole('rowheader', { name: field, exact: true }),
      });
      await sees(fate('Baseline/Work').getByText(zh('import.verdict.kept'), { exact: true }));
      await sees(
        fate('Baseline/Cost').getByText(zh('import.verdict.not_supported'), { exact: true }),
      );
      await sees(fate('Work').getByText(zh('import.verdict.changed'), { exact: true }));
      equal(await counted(page, zh('import_page.baselines')), 1);
      await sees(page.getByText(pattern('zh-CN', 'import_page.dates_same')));
      equal((await violations(page)).length, 0);
      // A task waits a week longer than the file's dates know.
      const [task] = readFileSync(LEVELLED, 'utf8').match(/<Task>\s*<UID>1790<[\s\S]*?<\/Task>/);
      const later = task.replace('<LevelingDelay>100800<', '<LevelingDelay>201600<');
      const text = readFileSync(LEVELLED, 'utf8').replace(task, later);
      await page.locator('input[type=file]').setInputFiles(file('levelled.xml', text));
      await sees(page.getByText(pattern('zh-CN', 'import_page.dates_what', { differing: 4 })));
      const differing = page.locator('#import-dates tbody tr');
      equal(await differing.count(), 4);
      await sees(differing.first().getByText(zh('reason.levelling')));
      await page.getByText(zh('import_page.file_dates'), { exact: true }).click();
      await takeIn(page, 'zh-CN');
      await sees(page.locator('.gantt__row').first());
    },
  },
  {
    name: 'a lag that no plan can hold is told with its line and what comes of it, in both languages',
    run: async (test) => {
      const text = MSPDI.replace('<LinkLag>0<', '<LinkLag>9999999999<');
      const lines = text.slice(0, text.indexOf('9999999999')).split('\n').length;
      for (const [key, language, say] of [['LAG', 'en', en], ['LAGZ', 'zh-CN', zh]]) {
        const { page } = await choose(test, key, file('lag.xml', text), { language, say });
        const told = page.locator('.import__problem');
        const bent = {
          line: lines,
          field: 'LinkLag',
          value: '9999999999',
          taken: say('import.taken.longest'),
        };
        await sees(told.getByText(say('import.problem.bent', bent), { exact: true }));
        const problem = say('problem.out_of_range');
        const far = say('problem.line_untold', { title: 'Order the belts', problem });
        await sees(told.getByText(far, { exact: true }));
      }
    },
  },
  {
    name: 'the dates of a file are kept on request, and the plan leaves as a file that comes back',
    run: async (test) => {
      // By its link this task begins on 4 March.
      const dates = '<Start>2026-03-09T08:00:00</Start><Finish>2026-03-11T17:00:00</Finish>';
      const moved = MSPDI.replace(
        /(Order the belts<\/Name><OutlineLevel>2<\/OutlineLevel>)/,
        `$1${dates}`,
      );
      const { page, project } = await choose(test, 'DATES', file('dates.xml', moved), {
        size: 'tablet',
      });
      const row = page.locator('#import-dates tr').filter({ hasText: 'Order the belts' });
      await sees(row.getByText('2026-03-09 08:00'));
      await sees(row.getByText('Agree on the layout'));
      await page.getByText(en('import_page.file_dates'), { exact: true }).tap();
      await takeIn(page);
      await visit(page, `/projects/${project.id}/list`);
      await page.getByRole('button', { name: en('shell.plan_more') }).tap();
      const leaving = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: en('shell.export_mspdi') }).tap();
      const left = await leaving;
      equal(left.suggestedFilename(), 'DATES.xml');
      await visit(page, `/projects/${project.id}/import`);
      await page.locator('input[type=file]').setInputFiles(await left.path());
      await sees(page.getByText(en('import_page.dates_same', { compared: 2 })));
      equal(await counted(page, en('import_page.tasks')), 3);
    },
  },
  {
    name: 'a table is imported; a predecessor that is not in it is named',
    run: async (test) => {
      const csv =
        'ID,Task Name,Duration,Predecessors\n1,First,2 days,\n2,Second,1 day,1\n3,Lost,1 day,9\n';
      const { page, project } = await choose(test, 'TABLE', file('table.csv', csv));
      await sees(page.locator('.import__problem').filter({ hasText: 'Lost' }));
      await takeIn(page);
      await sees(page.locator('.gantt__row').filter({ hasText: 'Second' }));
      await reload(page);
      await sees(page.locator('.gantt__row').filter({ hasText: 'Second' }));
      await visit(page, `/projects/${project.id}/board`);
      await sees(page.locator('.board__card').filter({ hasText: 'First' }));
    },
  },
  {
    name: 'a broken file gets a sentence with place and remedy, and nothing is saved',
    run: async (test) => {
      const broken = MSPDI.replace('</Tasks>', '</Task>');
      const expects = [/status of 4\d\d|response: 4\d\d/];
      const { page, project } = await choose(test, 'BROKEN', file('broken.xml', broken), {
        expects,
      });
      await sees(page.getByText(pattern('en', 'import.refusal.xml')));
      equal(await page.locator('.import__report').count(), 0);
      await page.locator('input[type=file]').setInputFiles(file('a.csv', 'Colour,Size\nred,1\n'));
      await sees(page.getByText(pattern('en', 'import.refusal.no_name_column')));
      await visit(page, `/projects/${project.id}/gantt`);
      await sees(page.getByText(en('gantt.empty')));
    },
  },
  {
    name: 'a binary of Microsoft Project is told how to be saved',
    run: async (test) => {
      const name =
        existsSync(BINARIES) && readdirSync(BINARIES).find((name) => name.startsWith('sample'));
      // Without the real file, the first bytes of the container that all of them share.
      const small = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]);
      const chosen = name ? path.join(BINARIES, name) : file('plan.mpp', small);
      const expects = [/status of 4\d\d|response: 4\d\d/];
      const { page } = await choose(test, 'MPP', chosen, { expects });
      await sees(page.getByText(en('import.refusal.project_binary')));
      if (!name) test.skip('../shared/data/mpp is not there');
    },
  },
  {
    name: 'a table leaves the calendar to the plan, and a second file comes below the first',
    run: async (test) => {
      const table = file('first.csv', 'Task Name\nFirst\nSecond\n');
      const { page, project } = await choose(test, 'BELOW', table);
      await sees(page.getByText(en('import_page.no_calendar')));
      await takeIn(page);
      await sees(page.locator('.gantt__row').filter({ hasText: 'Second' }));
      await visit(page, `/projects/${project.id}/import`);
      await page.locator('input[type=file]').setInputFiles(file('pilot.xml', MSPDI));
      await sees(page.getByText(en('import_page.into_running')));
      await sees(page.getByText(en('import.change.plans_own')).first());
      await takeIn(page);
      await sees(page.locator('.gantt__row').filter({ hasText: 'Line runs' }));
      const rows = await page.locator('.gantt__row').allTextContents();
      const place = (title) => rows.findIndex((row) => row.includes(title));
      ok(place('First') < place('Second'), rows.join(' | '));
      ok(place('Second') < place('Agree on the layout'), rows.join(' | '));
    },
  },
];
