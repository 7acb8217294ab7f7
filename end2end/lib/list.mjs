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

/** A day such as 2026-03-04 as English tables tell it: Wed 4 Mar 2026. */
export function told(day) {
  const [weekday, date, month, year] = new Date(day).toUTCString().split(/,? /);
  return `${weekday} ${Number(date)} ${month} ${year}`;
}
