// The Gantt chart as specs look at it.

import { eventually, sees } from './check.mjs';

export const row = (page, title) =>
  page.locator('.gantt__row').filter({ has: page.locator(`.gantt__title:text-is("${title}")`) });

/** What lies over the bar of the selected task, to take it by. */
export const hold = (page) => page.locator('.gantt__body');

/** Selects a task and waits until its bar stands still on the screen; where it is then. */
export async function select(page, title) {
  await row(page, title).locator('.gantt__title').click();
  await eventually(() => row(page, title).getAttribute('aria-selected'), 'true');
  await page.keyboard.press('j');
  await sees(hold(page));
  let last = '';
  const isStill = async () => {
    const before = last;
    last = JSON.stringify(await hold(page).boundingBox());
    return last === before;
  };
  await eventually(isStill, true, 'the bar stands still');
  return hold(page).boundingBox();
}
