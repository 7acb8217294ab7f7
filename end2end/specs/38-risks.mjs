// Risks: scored in the matrix by mouse, finger, keys and steppers, reviewed, made of a message,
// marked by a change.

import { Account, newId } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, ok, pause, sees, seesNot } from '../lib/check.mjs';
import { dragMouse } from '../lib/mouse.mjs';
import { makePlan } from '../lib/plans.mjs';
import { finger, middle } from '../lib/touch.mjs';
import { words } from '../lib/words.mjs';

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

/** A project with a plan and these risks: title, probability, impact. */
async function setUp({ people, given }, risks, more = {}) {
  made += 1;
  const language = more.language ?? 'en';
  const project = await makePlan(given.admin, undefined, {
    key: `R${made}`,
    name: `Site ${made}`,
    language,
  });
  const ids = [];
  for (const [title, probability, impact] of risks) {
    const id = newId();
    const draft = { title, inherent: { probability, impact } };
    await given.admin.call('risks/create', { project: project.id, id, draft });
    ids.push(id);
  }
  const page = await people.enter({ account: given.admin, ...more });
  await visit(page, `/projects/${project.id}/risks`);
  return { page, project, ids };
}

const chip = (page, id) => page.locator(`#risk-chip-${id}`);
const cell = (page, probability, impact) => page.locator(`#risk-cell-${probability}-${impact}`);
const isIn = (page, id, probability, impact) =>
  sees(cell(page, probability, impact).locator(`#risk-chip-${id}`));

/** The places of a risk as the server keeps them. */
async function kept(account, project, id) {
  const found = await account.call('risks/open', { project: project.id });
  return found.risks.find(({ risk }) => risk.id === id)?.risk;
}

async function isKept(account, project, id, read, expected) {
  await eventually(async () => read(await kept(account, project, id)), expected);
}

const inherent = ({ says }) => [says.inherent.probability, says.inherent.impact];

const written = (language) => {
  const t = words(language);
  return {
    name: `a risk is written down in a cell, scored, answered and becomes an issue (${language})`,
    run: async (test) => {
      const { page, project } = await setUp(test, [], { language });
      await sees(page.getByText(t('risks.empty')));
      deepEqual(await violations(page), []);
      await cell(page, 4, 5).locator('.risks__add').click();
      const form = page.getByRole('dialog', { name: t('risks.add') });
      await form.getByLabel(t('risks.what_may_happen'), { exact: false }).fill('Rain');
      await form.getByRole('button', { name: t('common.save'), exact: true }).click();
      const panel = page.locator('#risk');
      await sees(panel.getByRole('heading', { name: 'RK-1' }));
      await sees(panel.locator('.risks__heat').filter({ hasText: `20 ${t('risks.heat_5')}` }));
      await panel.getByRole('button', { name: t('risks.reduce'), exact: true }).click();
      await panel.getByRole('button', { name: t('risks.add_residual') }).click();
      const less = t('risks.less', { what: t('risks.probability') });
      await panel.getByRole('button', { name: less, exact: true }).last().click();
      await sees(panel.locator('.risks__heat').filter({ hasText: `15 ${t('risks.heat_4')}` }));
      await panel.getByLabel(t('risks.response'), { exact: true }).fill('A tent');
      await page.keyboard.press('Tab');
      deepEqual(await violations(page), []);
      await panel.getByRole('button', { name: t('risks.happen'), exact: true }).click();
      await sees(panel.getByText(t('risks.state_happened'), { exact: true }));
      await eventually(async () => {
        const found = await test.given.admin.call('risks/open', { project: project.id });
        const { risk } = found.risks[0];
        return [
          risk.state,
          risk.says.strategy,
          risk.says.response.text,
          risk.says.residual?.probability,
        ];
      }, ['happened', 'reduce', 'A tent', 3]);
      await reload(page);
      await sees(panel.getByText(t('risks.state_happened'), { exact: true }));
    },
  };
};

const en = words('en');

export const tests = [
  written('en'),
  written('zh-CN'),
  {
    name: 'a mouse drags a risk to another cell; Esc puts it back; a click opens it',
    run: async (test) => {
      const { page, project, ids: [id] } = await setUp(test, [['Rain', 2, 2]]);
      await isIn(page, id, 2, 2);
      await dragMouse(page, await middle(chip(page, id)), await middle(cell(page, 5, 4)), {
        meanwhile: () => sees(page.locator('.risks__ghost').filter({ hasText: 'Rain' })),
      });
      await isIn(page, id, 5, 4);
      await isKept(test.given.admin, project, id, inherent, [5, 4]);
      equal(await page.locator('#risk').count(), 0, 'the drag is no click');
      await dragMouse(page, await middle(chip(page, id)), await middle(cell(page, 1, 1)), {
        meanwhile: () => page.keyboard.press('Escape'),
      });
      await isIn(page, id, 5, 4);
      // A click that comes at once would be the end of the drag.
      await pause(200);
      await chip(page, id).click();
      await sees(page.locator('#risk').getByRole('heading', { name: 'RK-1' }));
    },
  },
  {
    name: 'keys lift, steer and put down; N, R, 1 to 4 and Enter do theirs',
    run: async (test) => {
      const { page, project, ids: [id] } = await setUp(test, [['Rain', 2, 2]]);
      await isIn(page, id, 2, 2);
      await chip(page, id).focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowRight');
      await sees(page.locator('#risk-cell-3-3[data-over]'));
      await page.keyboard.press('Space');
      await isIn(page, id, 3, 3);
      await isKept(test.given.admin, project, id, inherent, [3, 3]);
      await eventually(
        () => chip(page, id).evaluate((one) => document.activeElement === one),
        true,
      );
      equal(await page.locator('#risk').count(), 0, 'Space does not open it');
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Escape');
      await isIn(page, id, 3, 3);
      await page.keyboard.press('2');
      await isKept(test.given.admin, project, id, ({ says }) => says.strategy, 'reduce');
      await page.keyboard.press('r');
      await sees(
        page.getByRole('button', { name: en('risks.residual_short'), exact: true, pressed: true }),
      );
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await isIn(page, id, 2, 3);
      const residual = ({ says }) => [says.inherent.probability, says.residual?.probability];
      await isKept(test.given.admin, project, id, residual, [3, 2]);
      equal(await page.locator('.risks__arrows path').count(), 1);
      await page.keyboard.press('ArrowLeft');
      await sees(page.locator('#risk-cell-2-2:focus'));
      await page.keyboard.press('n');
      await sees(page.getByRole('dialog', { name: en('risks.add') }));
      await page.keyboard.press('Escape');
      await cell(page, 2, 3).focus();
      await page.keyboard.press('Enter');
      await sees(page.locator('#risk').getByRole('heading', { name: 'RK-1' }));
    },
  },
  {
    name: 'a finger holds and drags on a tablet; on a phone nothing is wider than the screen',
    run: async (test) => {
      const { page, project, ids: [id] } = await setUp(test, [['Rain', 2, 2]], { size: 'tablet' });
      await isIn(page, id, 2, 2);
      const hand = await finger(page);
      await cell(page, 4, 2).scrollIntoViewIfNeeded();
      await hand.holdAndDrag(await middle(chip(page, id)), await middle(cell(page, 3, 4)));
      await isIn(page, id, 3, 4);
      await isKept(test.given.admin, project, id, inherent, [3, 4]);
      const box = await cell(page, 1, 1).boundingBox();
      ok(box.width >= 64 && box.height >= 64, 'a finger finds a cell');
      const phone = await test.people.enter({ account: test.given.admin, size: 'phone' });
      await visit(phone, `/projects/${project.id}/risks`);
      await isIn(phone, id, 3, 4);
      const wide = await phone.evaluate(() =>
        document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth);
      equal(wide, 0);
      deepEqual(await violations(phone), []);
      await chip(phone, id).tap();
      await sees(phone.locator('#risk').getByRole('heading', { name: 'RK-1' }));
      deepEqual(await violations(phone), []);
    },
  },
  {
    name: 'the register is narrowed down, and a review goes through the open risks by score',
    run: async (test) => {
      const risks = [['Rain', 2, 2], ['Strike', 5, 5], ['Late parts', 3, 4]];
      const { page, project, ids } = await setUp(test, risks);
      const rows = page.locator('#risks-register tbody tr');
      await eventually(() => rows.locator('a').allInnerTexts(), ['Strike', 'Late parts', 'Rain']);
      await page.getByLabel(en('risks.filter_text'), { exact: true }).fill('late');
      await eventually(() => rows.locator('a').allInnerTexts(), ['Late parts']);
      await page.getByLabel(en('risks.filter_text'), { exact: true }).fill('');
      await page.getByRole('button', { name: en('risks.review'), exact: true }).click();
      const review = page.getByRole('region', { name: en('risks.review') });
      await sees(review.getByText('Strike'));
      await review.getByRole('button', { name: en('risks.keep'), exact: true }).click();
      await sees(review.getByText('Late parts'));
      await review.getByRole('button', { name: en('risks.rescore'), exact: true }).click();
      const more = en('risks.more', { what: en('risks.probability') });
      await review.getByRole('button', { name: more, exact: true }).first().click();
      await review.getByRole('button', { name: en('risks.happen'), exact: true }).click();
      await sees(review.getByText('Rain'));
      deepEqual(await violations(page), []);
      await review.getByRole('button', { name: en('risks.close'), exact: true }).click();
      await seesNot(review);
      const state = ({ state, reviewed }) => [state, reviewed !== null];
      for (const [at, expected] of [[0, 'closed'], [1, 'open'], [2, 'happened']]) {
        await isKept(test.given.admin, project, ids[at], state, [expected, true]);
      }
    },
  },
  {
    name: 'a message becomes a risk, and the overview shows the most serious ones',
    run: async (test) => {
      const { page, project, ids: [id] } = await setUp(test, [['Strike', 5, 5]]);
      const letter = {
        thread: { kind: 'project', id: project.id },
        body: 'It may rain in March',
        is_client_visible: false,
        reply_to: null,
      };
      await test.given.admin.call('messages/post', { project: project.id, id: newId(), letter });
      await visit(page, `/projects/${project.id}/messages`);
      await page.getByRole('button', { name: en('messages.more', { name: 'Ada Lin' }) }).click();
      await page.getByRole('menuitem', { name: en('messages.to_risk') }).click();
      await page.getByRole('link', { name: en('messages.became_risk') }).click();
      const panel = page.locator('#risk');
      await sees(panel.getByRole('heading', { name: 'RK-2' }));
      await sees(panel.getByText(en('risks.from_message', { name: 'Ada Lin' })));
      await visit(page, `/projects/${project.id}`);
      const top = page.locator('#overview-risks');
      await eventually(
        () => top.locator('li a').allInnerTexts(),
        ['Strike', 'It may rain in March'],
      );
      await top.getByRole('link', { name: 'Strike' }).click();
      await sees(panel.getByRole('heading', { name: 'RK-1' }));
      ok(page.url().endsWith(id));
    },
  },
  {
    name: 'what somebody else does appears, and a stale edit is told',
    run: async (test) => {
      const {
        page,
        project,
        ids: [id],
      } = await setUp(test, [['Rain', 2, 2]], { expects: [/409/] });
      await isIn(page, id, 2, 2);
      await chip(page, id).click();
      const title = page.locator('#risk').getByLabel(en('risks.what_may_happen'), { exact: true });
      await eventually(() => title.inputValue(), 'Rain');
      // Oneself in another window is not stirred: the page does not know of it.
      const draft = { title: 'Snow', inherent: { probability: 2, impact: 2 } };
      await test.given.admin.call('risks/update', { risk: id, version: 1, draft });
      await title.fill('Hail');
      await page.keyboard.press('Tab');
      await sees(page.getByText(en('error.overtaken', { what: 'RK-1', typed: 'Hail' })));
      await eventually(() => title.inputValue(), 'Snow');
      equal((await kept(test.given.admin, project, id)).says.title, 'Snow');
    },
  },
];
