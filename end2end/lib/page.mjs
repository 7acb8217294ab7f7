// What specs ask of any page.

import { ok, sees } from './check.mjs';

/** Presses the button of this name. */
export const press = (place, name) => place.getByRole('button', { name, exact: true }).click();

/** How far the page can be scrolled sideways, in px. */
export const overflow = (page) =>
  page.evaluate(
    () => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth,
  );

/** Nothing of the page lies beside the window. */
export async function fits(page) {
  const wide = await overflow(page);
  ok(wide <= 0, `the page is ${wide} px wider than the window`);
}

/** Everything that was done to the plan has reached the server. */
export const isSaved = (page) => sees(page.locator('.project__sync[data-state=saved]'));
