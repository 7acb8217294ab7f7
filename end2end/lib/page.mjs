// What specs ask of any page.

import { SIZES } from './browser.mjs';
import { eventually, ok, sees } from './check.mjs';

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

/** The same on a device by what `read` measures; a touch screen is turned into both of its sizes. */
export async function fitsOn(page, size, read = () => overflow(page)) {
  for (const width of size === 'phone' ? ['tablet', 'phone'] : [size]) {
    await page.setViewportSize(SIZES[width].viewport);
    await eventually(read, (wide) => wide <= 0, `wider than its place, ${width}`);
  }
}

/** Everything that was done to the plan has reached the server. */
export const isSaved = (page) => sees(page.locator('.project__sync[data-state=saved]'));
