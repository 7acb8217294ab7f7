// Requirements: from an interview to the document, the list and the trace.

import { Account, newId } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, sees, seesNot } from '../lib/check.mjs';
import { fitsOn } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');
const zh = words('zh-CN');

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

/** A project with a plan and a contact, whose name anybody may have said something under. */
async function project(admin) {
  made += 1;
  return makePlan(admin, undefined, {
    key: `R${made}`,
    name: `Racks ${made}`,
    contacts: ['Mei Chen'],
  });
}

/** Requirements made without a browser. */
async function needs(admin, { id }, titles) {
  const ids = titles.map(() => newId());
  for (const [at, title] of titles.entries()) {
    await admin.call('requirements/add', { project: id, id: ids[at], title });
  }
  return ids;
}

async function open(page, { id }, view) {
  await visit(page, `/projects/${id}/requirements?view=${view}`);
  await sees(page.locator('.requirements__bar').first());
}

const go = (page, name) =>
  page.locator('.requirements__bar').getByRole('link', { name, exact: true }).click();
const rows = (page) => page.locator('.requirements__list tbody tr');
const panel = (page) => page.locator('#requirement');
const value = (page, id) => page.locator(id).inputValue();

/** Writes into a field and leaves it. */
async function write(field, text) {
  await field.fill(text);
  await field.press('Tab');
}

export const tests = [
  {
    name: 'an interview becomes a requirement, which is weighed, measured, traced and read in the document',
    run: async ({ people, given }) => {
      const racks = await project(given.admin);
      const page = await people.enter({ account: given.admin });
      await open(page, racks, 'interviews');
      await page.getByRole('button', { name: en('requirements.new_record') }).click();
      const dialog = page.getByRole('dialog', { name: en('requirements.new_record') });
      await dialog
        .getByLabel(en('requirements.record_title'), { exact: true })
        .fill('Talk at the gate');
      await dialog.getByLabel(en('requirements.record_people'), { exact: true }).fill('Mei Chen');
      await dialog.getByRole('button', { name: en('common.save') }).click();
      await seesNot(dialog);
      await eventually(
        () => page.locator('.requirements__answer').count(),
        8,
        'the suggested questions',
      );
      const answer = page.getByLabel(en('requirements.answer_field', { place: 1 }), {
        exact: true,
      });
      await write(answer, 'Finding a slot takes too long. At night too.');
      await page
        .getByRole('button', { name: en('requirements.to_requirement_of', { place: 1 }) })
        .click();
      await sees(panel(page));
      await eventually(
        () => value(page, '#field-requirement-title'),
        'Finding a slot takes too long',
      );
      const source = page.locator('#field-requirement-source option:checked');
      equal(await source.textContent(), 'Mei Chen');
      const must = panel(page).getByRole('button', { name: en('content.word_must') });
      await must.click();
      await eventually(() => must.getAttribute('aria-pressed'), 'true');
      const criterion = page.locator('#requirement-new-criterion');
      await criterion.fill('Ten slots in five minutes');
      await criterion.press('Enter');
      await eventually(
        () => value(page, '#requirement .requirements__line-field'),
        'Ten slots in five minutes',
      );
      await panel(page)
        .getByRole('button', { name: en('requirements.add_task') })
        .click();
      await page.locator('#requirement-find-task').fill('Draw');
      await sees(page.getByRole('option', { name: 'Draw the racks' }));
      await page.locator('#requirement-find-task').press('Enter');
      await sees(panel(page).getByRole('link', { name: 'Draw the racks' }));
      await page.locator('#requirement-find-task').press('Escape');
      await panel(page).getByRole('button', { name: en('requirements.close') }).click();
      await seesNot(panel(page));
      await sees(page.getByRole('link', { name: en('requirements.became', { name: 'R-1' }) }));
      await go(page, en('requirements.view_list'));
      await sees(rows(page).getByText(en('requirements.status_planned')));
      await go(page, en('requirements.view_document'));
      await sees(
        page.locator('.requirements__need').filter({ hasText: 'Ten slots in five minutes' }),
      );
      await write(page.getByLabel(en('requirements.hint_background')), 'Three halls, all on paper');
      await reload(page);
      await eventually(() => value(page, '#field-section-background'), 'Three halls, all on paper');
      await go(page, en('requirements.view_trace'));
      const gap = (name) => page.locator(`[data-gap=${name}]`);
      const count = (name, number) =>
        eventually(
          () => gap(name).textContent(),
          en('requirements.gap_count', { gap: en(`requirements.gap_${name}`), count: number }),
        );
      await count('unagreed', 1);
      await count('unplanned', 0);
      await gap('unbuilt').click();
      await sees(page.locator('.requirements__trace tbody').getByText('R-1'));
      await gap('unplanned').click();
      await sees(page.getByText(en('requirements.none_with_gap')));
    },
  },
  {
    name: 'requirements are written one after the other, weighed by one tap, filtered, dropped with a reason and taken up',
    run: async ({ people, given }) => {
      const racks = await project(given.admin);
      const page = await people.enter({ account: given.admin, language: 'zh-CN' });
      await open(page, racks, 'list');
      await page.getByRole('button', { name: zh('requirements.first') }).click();
      for (const title of ['收货更快', '少走路', '语音拣货']) {
        await page.keyboard.type(title);
        await page.keyboard.press('Enter');
        await sees(rows(page).filter({ hasText: title }));
      }
      const row = (title) => rows(page).filter({ hasText: title });
      await row('收货更快')
        .getByRole('button', { name: zh('content.word_must') })
        .click();
      await page
        .locator('.requirements__filters')
        .getByRole('button', { name: zh('content.word_must') })
        .click();
      await eventually(() => rows(page).count(), 1);
      await page
        .locator('.requirements__filters')
        .getByRole('button', { name: zh('content.word_must') })
        .click();
      await page.locator('#field-requirements-text').fill('R-2');
      await eventually(() => rows(page).count(), 1);
      await page.locator('#field-requirements-text').fill('');
      await row('语音拣货').getByRole('link').click();
      await panel(page).getByRole('button', { name: zh('requirements.drop'), exact: true }).click();
      await page.getByLabel(zh('requirements.drop_why')).fill('夜班太吵');
      await panel(page)
        .locator('.requirements__why')
        .getByRole('button', { name: zh('requirements.drop') })
        .click();
      await sees(panel(page).getByText(zh('requirements.dropped_because', { reason: '夜班太吵' })));
      await eventually(() => rows(page).count(), 2);
      await page
        .getByRole('button', { name: zh('requirements.show_dropped', { count: 1 }) })
        .click();
      await eventually(() => rows(page).count(), 3);
      await panel(page)
        .getByRole('button', { name: zh('requirements.take_up') })
        .click();
      await seesNot(
        page.getByRole('button', { name: zh('requirements.show_dropped', { count: 1 }) }),
      );
      await page.keyboard.press('Escape');
      await seesNot(panel(page));
    },
  },
  {
    name: 'order is changed by key, and what nobody has seen can be removed',
    run: async ({ people, given }) => {
      const racks = await project(given.admin);
      const [, second] = await needs(given.admin, racks, ['Fast receiving', 'Short ways']);
      const page = await people.enter({ account: given.admin });
      await visit(page, `/projects/${racks.id}/requirements?view=list&requirement=${second}`);
      await sees(panel(page).getByText('R-2').first());
      await panel(page).getByRole('button', { name: en('requirements.move_up') }).press('Enter');
      const titles = () => page.locator('.requirements__list tbody .u-link').allTextContents();
      await eventually(titles, ['Short ways', 'Fast receiving']);
      await panel(page)
        .getByRole('button', { name: en('requirements.remove'), exact: true })
        .click();
      await eventually(titles, ['Fast receiving']);
      await seesNot(panel(page));
    },
  },
  ...['desktop', 'tablet', 'phone'].map((size) => ({
    name: `in the panel all four priorities are seen, and nothing lies beside it: ${size}`,
    run: async ({ people, given }) => {
      const racks = await project(given.admin);
      const [first] = await needs(given.admin, racks, ['Fast receiving']);
      const page = await people.enter({ account: given.admin, size });
      await visit(page, `/projects/${racks.id}/requirements?view=list&requirement=${first}`);
      await sees(panel(page).getByRole('button', { name: en('content.word_wont') }));
      const wide = (part) =>
        panel(page)
          .locator(part)
          .evaluate((found) => found.scrollWidth - found.clientWidth);
      await eventually(() => wide('.sheet__body'), 0);
      await eventually(() => wide('.requirements__priority .segmented'), 0);
    },
  })),
  {
    name: 'two people who write one section at the same time both keep their words',
    run: async ({ people, given }) => {
      const racks = await project(given.admin);
      const page = await people.enter({ account: given.admin, expects: [/409/] });
      await open(page, racks, 'document');
      const field = page.locator('#field-section-aims');
      await sees(field);
      const theirs = { project: racks.id, version: 0, section: 'aims', text: 'Fewer errors' };
      await given.admin.call('requirements/write_section', theirs);
      await write(field, 'Shorter ways');
      await sees(page.getByText(en('requirements.both_changed')));
      await sees(page.locator('blockquote').getByText('Fewer errors'));
      equal(await field.inputValue(), 'Shorter ways');
      const kept = page.waitForResponse(/write_section/);
      await page.getByRole('button', { name: en('requirements.keep_mine') }).click();
      await seesNot(page.getByText(en('requirements.both_changed')));
      await kept;
      await reload(page);
      await eventually(() => value(page, '#field-section-aims'), 'Shorter ways');
      // Somebody who wrote in another section is in nobody's way.
      const other = {
        project: racks.id,
        version: 2,
        section: 'constraints',
        text: 'Existing network',
      };
      await given.admin.call('requirements/write_section', other);
      await write(field, 'Shorter ways, fewer errors');
      await eventually(() => value(page, '#field-section-constraints'), 'Existing network');
      await reload(page);
      await eventually(() => value(page, '#field-section-aims'), 'Shorter ways, fewer errors');
    },
  },
  ...['desktop', 'phone'].map((size) => ({
    name: `the four views follow the rules of accessibility: ${size}`,
    run: async ({ people, given }) => {
      const racks = await project(given.admin);
      const [first] = await needs(given.admin, racks, [
        'Fast receiving',
        'Short ways',
        'Nothing forgotten',
      ]);
      const record = newId();
      const draft = { kind: 'focus_group', title: 'Talk', day: '2026-03-02', people: 'Mei Chen' };
      await given.admin.call('elicitations/add', { project: racks.id, id: record, draft });
      const questions = [{ id: newId(), question: 'What is hard?' }];
      await given.admin.call('elicitations/ask', { elicitation: record, questions });
      const page = await people.enter({ account: given.admin, size, language: 'zh-CN' });
      const found = [];
      for (const view of ['document', 'list', 'interviews', 'trace']) {
        for (const beside of ['', `&requirement=${first}`]) {
          if (beside && view !== 'list') continue;
          await visit(page, `/projects/${racks.id}/requirements?view=${view}${beside}`);
          await sees(
            page.locator('.requirements__paper, .requirements tbody tr, .requirements__answer'),
          );
          if (beside) await sees(panel(page));
          found.push(...(await violations(page)).map((line) => `${view} ${line}`));
          const wide = () =>
            page.locator('.requirements').evaluate((view) => view.scrollWidth - view.clientWidth);
          await fitsOn(page, size, wide);
          if (process.env.ACCORD_SHOTS) {
            const name = `requirements-${view}${beside ? '-open' : ''}-${size}.png`;
            await page.screenshot({ path: `${process.env.ACCORD_SHOTS}/${name}` });
          }
        }
      }
      deepEqual(found, []);
    },
  })),
];
