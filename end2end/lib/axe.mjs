// The accessibility rules of axe-core, run inside the page.
//
// The source goes in through the browser's own protocol, so that the page's content security policy
// stays as it is.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WEIGHTY = ['serious', 'critical'];

/**
 * The serious and critical violations on a page, each as one line: of every rule in the light
 * theme, of the rules about colours in the dark one too.
 */
export async function violations(page) {
  const found = [];
  for (const [colorScheme, rules] of [['light', null], ['dark', ['color-contrast']]]) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    found.push(...(await broken(page, rules)).map((line) => `${colorScheme}: ${line}`));
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
  return found;
}

async function broken(page, rules) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(SOURCE);
  // Colours on their way from one theme to the other are nobody's colours.
  await page.evaluate(() => {
    const onTheirWay = document.getAnimations().filter((one) => one instanceof CSSTransition);
    return Promise.all(onTheirWay.map((one) => one.finished.catch(() => null)));
  });
  const found = await page.evaluate(
    async ({ weighty, rules }) => {
      const runOnly = rules ? { type: 'rule', values: rules } : undefined;
      const { violations } = await globalThis.axe.run(document, {
        resultTypes: ['violations'],
        runOnly,
      });
      return violations
        .filter(({ impact }) => weighty.includes(impact))
        .map(({ id, help, nodes }) => {
          const places = nodes.slice(0, 3).map(({ target, any, all }) => {
            const reason = [...any, ...all][0]?.message ?? '';
            return `${target.join(' ')} (${reason})`;
          });
          return `${id}: ${help}; ${nodes.length} × ${places.join(' | ')}`;
        });
    },
    { weighty: WEIGHTY, rules },
  );
  return found;
}
