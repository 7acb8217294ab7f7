// The board as specs look at it.

import { visit } from './browser.mjs';
import { eventually, sees } from './check.mjs';
import { makePlan } from './plans.mjs';
import { closeToasts } from './toasts.mjs';
import { words } from './words.mjs';

const en = words('en');

/** The columns of a new project in English. */
export const TO_DO = en('new_project.column_to_do');
export const DOING = en('new_project.column_doing');
export const REVIEW = en('new_project.column_review');
export const DONE = en('new_project.column_done');

let made = 0;

/** The board of a new project with the warehouse plan, looked at by its manager. */
export async function openBoard({ people, given }, more = {}) {
  made += 1;
  const project = await makePlan(given.admin, undefined, {
    key: `B${made}`,
    name: `Board ${made}`,
  });
  const page = await people.enter({ account: given.admin, ...more });
  await visit(page, `/projects/${project.id}/board`);
  await sees(card(page, 'Survey the halls'));
  return { page, project };
}

export const card = (page, title) => page.locator('.board__card').filter({ hasText: title });

export const title = (page, text) => page.locator('.board__open').filter({ hasText: text });

export const column = (page, name) =>
  page.locator('.board__column').filter({ has: page.getByRole('heading', { name, exact: true }) });

/** The titles in a column, from the top. */
export const titles = (page, name) => column(page, name).locator('.board__open').allTextContents();

export const isIn = (page, name, text) =>
  eventually(async () => (await titles(page, name)).includes(text), true, `${text} in ${name}`);

export const lane = (page, name) => page.getByRole('row', { name, exact: true });

/** The cell of a lane and a column, counted from 0. */
export const cell = (page, name, at) => lane(page, name).locator('.board__cell').nth(at);

export const isInCell = (page, name, at, text) =>
  sees(cell(page, name, at).locator('.board__open').filter({ hasText: text }));

/** Gathers the cards in lanes; the page is in English. */
export async function gather(page, name) {
  await page.getByRole('button', { name: new RegExp(en('board.lanes')) }).click();
  await page.getByRole('menuitemcheckbox', { name, exact: true }).click();
}

/** Fills the review column to its limit of three. */
export async function fillReview(page, language) {
  for (const text of ['Survey the halls', 'Draw the racks', 'Order the racks']) {
    await title(page, text).focus();
    await page.keyboard.press('>');
    await page.keyboard.press('>');
    await isIn(page, REVIEW, text);
  }
  await closeToasts(page, language);
}
