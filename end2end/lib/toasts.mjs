// The toasts, which lie over a part of the page for ten seconds.

import { pattern, words } from './words.mjs';

/** Closes every toast. */
export async function closeToasts(page, language = 'en') {
  const close = page
    .locator('.toast')
    .getByRole('button', { name: words(language)('common.close') });
  while ((await close.count()) > 0) await close.first().click();
}

/** What is told of somebody who was first and has no part in the project: nobody says the name. */
export const OVERTAKEN = pattern('en', 'common.overtaken', { who: words('en')('common.somebody') });
