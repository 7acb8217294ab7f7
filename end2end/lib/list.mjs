// The list as specs look at it.

import { eventually } from './check.mjs';

export const row = (page, title) =>
  page.locator('.list__row').filter({ has: page.locator(`.list__title:text-is("${title}")`) });

export const cell = (page, title, column) => row(page, title).locator(`[data-column=${column}]`);

export async function focusCell(page, title, column) {
  const found = cell(page, title, column);
  await found.click();
  const hasFocus = () => found.evaluate((one) => one === document.activeElement);
  await eventually(hasFocus, true, 'the cell has the focus');
}
