// Settings: sessions, people, and what a member may do.

import { Account, ADMIN } from '../lib/account.mjs';
import { awake, reload, visit } from '../lib/browser.mjs';
import { equal, eventually, ok, sees, seesNot } from '../lib/check.mjs';
import { makePlan } from '../lib/plans.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');
const MEMBER = { name: 'Ben Zhou', email: 'ben@example.com', password: 'another long password' };

export const prepare = async (server) => ({ admin: await Account.first(server) });

/** Invites someone over the page and gives the address of the link. */
async function invite(page, { name, email }) {
  await page.getByRole('button', { name: en('settings.invite') }).first().click();
  const dialog = page.getByRole('dialog', { name: en('settings.invite') });
  await dialog.getByLabel(en('settings.name')).fill(name);
  await dialog.getByLabel(en('settings.email')).fill(email);
  await dialog.getByRole('button', { name: en('settings.make_link') }).click();
  const field = page.getByLabel(en('settings.link'), { exact: true });
  await sees(field);
  return field.inputValue();
}

export const tests = [
  {
    name: 'other devices are listed and signed out',
    run: async ({ people, given, server }) => {
      const page = await people.enter({ account: given.admin });
      const other = await people.enter({ expects: [/401/] });
      await other.goto('/sign-in');
      await other.getByLabel(en('entry.email')).fill(ADMIN.email);
      await other.getByLabel(en('entry.password')).fill(ADMIN.password);
      await other.getByRole('button', { name: en('entry.sign_in') }).click();
      await eventually(() => other.url(), `${server.url}/`);
      await awake(other);
      await visit(page, '/settings');
      const sessions = page.locator('.settings__session');
      await eventually(() => sessions.count(), 2);
      await sees(sessions.filter({ hasText: en('settings.this_device') }));
      await sessions.filter({ hasNotText: en('settings.this_device') }).getByRole('button').click();
      await eventually(() => sessions.count(), 1);
      await other.goto('/');
      equal(new URL(other.url()).pathname, '/sign-in');
    },
  },
  {
    name: 'letters that work anywhere can be turned off, and the other keys stay',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, '/settings');
      const letters = page.getByRole('switch', { name: en('settings.letters') });
      const begin = page.getByRole('dialog', { name: en('shell.begin') });
      const palette = page.getByRole('dialog', { name: en('palette.title') });
      await letters.uncheck();
      await page.keyboard.press('c');
      await page.keyboard.press('/');
      await page.keyboard.press('Control+k');
      await sees(palette);
      await seesNot(begin);
      await page.keyboard.press('Escape');
      await seesNot(palette);
      await reload(page);
      await eventually(() => letters.isChecked(), false);
      await letters.check();
      await page.keyboard.press('c');
      await sees(begin);
    },
  },
  {
    name: 'the page scrolls to its end, and the window around it stays',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin, size: 'phone' });
      await visit(page, '/settings');
      await sees(page.locator('.settings__person').first());
      const beyond = () =>
        page.evaluate(() => document.scrollingElement.scrollHeight - innerHeight);
      equal(await beyond(), 0);
      ok(await page.locator('#page').evaluate((main) => main.scrollHeight > main.clientHeight));
    },
  },
  {
    name: 'a wrong current password is answered at its field; a right one changes it',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin, expects: [/4\d\d/] });
      await visit(page, '/settings');
      const current = page.locator('#field-current-password');
      const next = page.locator('#field-new-password');
      await current.fill('not the password');
      await next.fill('a new long password');
      await page.getByRole('button', { name: en('settings.change_password') }).click();
      await sees(page.getByText(en('settings.password_wrong')));
      await current.fill(ADMIN.password);
      await page.getByRole('button', { name: en('settings.change_password') }).click();
      await sees(page.getByText(en('settings.password_changed')));
      await eventually(() => current.inputValue(), '');
      await current.fill('a new long password');
      await next.fill(ADMIN.password);
      await page.getByRole('button', { name: en('settings.change_password') }).click();
      await eventually(() => next.inputValue(), '');
    },
  },
  {
    name: 'an invited member chooses a password, sees only the own project and cannot change the plan',
    run: async ({ people, given, server }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, '/settings');
      const link = await invite(page, MEMBER);
      ok(link.startsWith(`${server.url}/invitation/`), link);
      const member = await people.enter({ expects: [/4\d\d/] });
      await member.goto(link);
      await member.getByLabel(en('entry.new_password')).fill(MEMBER.password);
      await member.getByRole('button', { name: en('entry.begin') }).click();
      await eventually(() => member.url(), `${server.url}/`);
      await awake(member);
      await sees(member.getByText(en('home.wait')));

      const everyone = await given.admin.call('settings/people', {}).catch(() => null);
      const user = everyone?.find(({ email }) => email === MEMBER.email);
      ok(user, 'the people of the organisation are listed');
      const own = await makePlan(given.admin, undefined, {
        key: 'OWN',
        name: 'Own work',
        members: [user.id],
      });
      const foreign = await makePlan(given.admin, undefined, {
        key: 'FAR',
        name: 'Far away',
        client: 'Other',
      });

      await visit(member, '/projects');
      await sees(member.getByRole('link', { name: 'Own work' }));
      equal(await member.getByText('Far away').count(), 0);
      await visit(member, `/projects/${foreign.id}/board`);
      await sees(member.getByText(en('error.not_found')));
      await visit(member, `/projects/${own.id}/board`);
      await sees(member.locator('.board__card'));
      const card = member.locator('.board__open').filter({ hasText: 'Survey the halls' });
      await card.focus();
      await member.keyboard.press('>');
      await sees(member.locator('.toast'));
      const todo = member.locator('.board__column').first();
      ok((await todo.locator('.board__open').allTextContents()).includes('Survey the halls'));
      await member.keyboard.press('Enter');
      await sees(member.locator('#peek'));
      equal(await member.locator('#field-peek-title').isDisabled(), true);
      equal(await member.getByRole('link', { name: en('shell.import') }).count(), 0);

      await visit(member, '/settings');
      await seesNot(member.locator('#settings-people'));
      await member.goto(link);
      await sees(member.getByText(en('error.link_expired')));
    },
  },
];
