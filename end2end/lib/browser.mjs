// The browser, and the people who sit before it: each has a profile of its own.

import { chromium } from 'playwright-core';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A name that is not this machine's own, as a team's server in the house has: over plain http a
  // browser does not trust it with everything.
  '--host-resolver-rules=MAP accord.test 127.0.0.1',
];
/** How long a locator waits for what it looks for, in milliseconds. */
const PATIENCE = 15_000;

/** The three sizes at which pages are looked at. */
export const SIZES = {
  desktop: { viewport: { width: 1440, height: 900 } },
  tablet: { viewport: { width: 1180, height: 820 }, hasTouch: true, isMobile: true },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

/** Starts the browser. */
export function launchBrowser(executablePath) {
  return chromium.launch({ executablePath, args: FLAGS });
}

/** Everyone who takes part in one test. */
export class People {
  #browser;
  #server;
  #all = [];

  constructor(browser, server) {
    this.#browser = browser;
    this.#server = server;
  }

  /**
   * Someone with a fresh profile. `account` signs in without the form, `size` is one of `SIZES`,
   * `language` what the browser prefers, `script` false switches JavaScript off, `expects` lists
   * patterns of complaints that belong to the test, `server` is another server than the test's own,
   * `keepsProgram` lets the page keep the program on the device, which costs a quarter of each first
   * visit.
   */
  async enter(options = {}) {
    const {
      account,
      size = 'desktop',
      language = 'en',
      script = true,
      expects = [],
      keepsProgram = false,
      more,
    } = options;
    const { server = this.#server } = options;
    const context = await this.#browser.newContext({
      ...SIZES[size],
      baseURL: server.url,
      locale: language,
      javaScriptEnabled: script,
      serviceWorkers: keepsProgram ? 'allow' : 'block',
      storageState: account ? { cookies: account.cookies(), origins: [] } : undefined,
      ...more,
    });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    if (script) await page.addInitScript(tellWhenAwake);
    const faults = [];
    this.#all.push({ context, page, faults });
    // Without JavaScript the browser itself stops the preload of the program.
    const own = script ? [] : [/^request: GET \S+\.js\S* csp$/];
    watch(page, server.url, [...expects, ...own], faults);
    return page;
  }

  /** What went wrong on any page without belonging to its test. */
  faults() {
    return this.#all.flatMap(({ faults }) => faults).join('\n');
  }

  /** A picture of every page. */
  async screenshots(stem) {
    const paths = this.#all.map((_, at) => `${stem}${at === 0 ? '' : `-${at + 1}`}.png`);
    const shots = this.#all.map(({ page }, at) => page.screenshot({ path: paths[at] }));
    const done = await Promise.allSettled(shots);
    return paths.filter((_, at) => done[at].status === 'fulfilled');
  }

  async leave() {
    await Promise.all(this.#all.map(({ context }) => context.close()));
  }
}

/** Opens an address and waits until the program in the page listens. */
export async function visit(page, address) {
  await page.goto(address);
  await awake(page);
}

/** Opens an address as a link within the page does: the program goes on. */
export function go(page, address) {
  return page.evaluate((address) => {
    const link = document.createElement('a');
    link.href = address;
    document.body.append(link);
    link.click();
    link.remove();
  }, address);
}

/** Loads the page again, likewise. */
export async function reload(page) {
  await page.reload();
  await awake(page);
}

/** Waits until the program in the page listens. */
export async function awake(page) {
  await page.waitForFunction(() => globalThis.isAwake === true);
}

/** The shell's keys are listened to once the page is drawn: that is the sign. */
function tellWhenAwake() {
  const listen = globalThis.addEventListener;
  globalThis.addEventListener = function (kind, ...rest) {
    if (kind === 'keydown') globalThis.isAwake = true;
    return listen.call(this ?? globalThis, kind, ...rest);
  };
}

function watch(page, origin, expects, faults) {
  const note = (text) => {
    if (!expects.some((pattern) => pattern.test(text))) faults.push(text);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') note(`console: ${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => note(`page: ${error.stack ?? error}`));
  page.on('crash', () => note('the page crashed'));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // Leaving a page ends what it was still loading.
    if (request.url().startsWith(origin) && reason !== 'net::ERR_ABORTED') {
      note(`request: ${request.method()} ${request.url()} ${reason}`);
    }
  });
  page.on('response', (response) => {
    if (response.url().startsWith(origin) && response.status() >= 400) {
      note(`response: ${response.status()} ${response.request().method()} ${response.url()}`);
    }
  });
}
