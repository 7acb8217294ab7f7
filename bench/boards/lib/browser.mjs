// The browser, and what the main thread of a page has worked.

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
  // One step of scrolling is one step.
  '--disable-smooth-scrolling',
];
/** The window. */
export const VIEW = { width: 1600, height: 900 };
/** A page that works less than this, in milliseconds, in so long is quiet. */
const QUIET = { work: 2.5, during: 250, times: 2 };
/** A page that is not quiet by then, in milliseconds, is never. */
const PATIENCE = 90_000;

/** When Accord has written the copy of a plan that works without a network, in milliseconds. */
const COPIED = 3_600;

/** What is measured, by the names of the DevTools protocol; all in seconds. */
const METRICS = {
  // The processor time of the main thread: what others do on the machine does not count.
  cpu: 'ThreadTime',
  // The same with waiting, by the clock.
  task: 'TaskDuration',
  script: 'ScriptDuration',
  layout: 'LayoutDuration',
  style: 'RecalcStyleDuration',
  // All threads of the page: painting on others, compiling, collecting garbage.
  process: 'ProcessTime',
};

/** Starts the browser. */
export function launchBrowser(executablePath) {
  return chromium.launch({ executablePath, args: FLAGS });
}

/** A fresh page that can be measured; `close` ends it. */
export async function freshPage(browser, { origin, cookies = [] }) {
  const context = await browser.newContext({
    viewport: VIEW,
    locale: 'en',
    storageState: { cookies, origins: [] },
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error.stack ?? error)));
  page.on('crash', () => faults.push('the page crashed'));
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  // Any small answer of the same site: what follows runs in the same process.
  await page.goto(`${origin}/favicon.svg`);
  return new Bench(page, session, context, faults);
}

export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A page on the bench. */
class Bench {
  constructor(page, session, context, faults) {
    Object.assign(this, { page, session, context, faults });
  }

  /** What the page has worked so far, in milliseconds. */
  async read() {
    const { metrics } = await this.session.send('Performance.getMetrics');
    const value = (name) => metrics.find((metric) => metric.name === name).value * 1000;
    return Object.fromEntries(Object.entries(METRICS).map(([key, name]) => [key, value(name)]));
  }

  /**
   * What the page works while something happens; `main` is what counts. A slowed processor is busy
   * with being slow, also when there is nothing to do: there the clock counts.
   */
  async during(work) {
    const before = await this.read();
    await work();
    const after = await this.read();
    const worked = Object.keys(METRICS).map((key) => [key, after[key] - before[key]]);
    const { cpu, ...parts } = Object.fromEntries(worked);
    if (!this.isSlow) return { main: cpu, ...parts };
    delete parts.process;
    return { main: parts.task, ...parts };
  }

  /** Waits until the page has nothing to do. */
  async quiet() {
    const until = Date.now() + PATIENCE;
    let calm = 0;
    let last = await this.read();
    while (calm < QUIET.times) {
      if (Date.now() > until) throw new Error('the page is never quiet');
      await pause(QUIET.during);
      const now = await this.read();
      calm = now.task - last.task < QUIET.work ? calm + 1 : 0;
      last = now;
    }
  }

  /** What Accord works for its copy of the plan, three seconds after all else is done, in words. */
  async copying() {
    const { main } = await this.during(() => pause(COPIED));
    return `${main.toFixed(1)} ms later for the copy that works offline`;
  }

  /** Waits until a condition holds in the page, looked at once a frame, and two frames more. */
  async seen(condition, value) {
    await this.page.waitForFunction(condition, value, { polling: 'raf' });
    await this.page.evaluate(twoFrames);
  }

  /** Runs a line of script without the care that reading an answer takes. */
  run(expression) {
    return this.session.send('Runtime.evaluate', { expression });
  }

  mouse(type, { x, y }, more = {}) {
    const isUp = type === 'mouseReleased';
    const isDown = type === 'mousePressed';
    const button = isUp || isDown || more.held ? 'left' : 'none';
    const buttons = isDown || more.held ? 1 : 0;
    const clickCount = isUp || isDown ? 1 : 0;
    const event = { type, x, y, button, buttons, clickCount, pointerType: 'mouse' };
    return this.session.send('Input.dispatchMouseEvent', event);
  }

  /** One turn of the wheel, with Ctrl held down if so wanted. */
  wheel({ x, y }, deltaY, { isControl = false } = {}) {
    const event = { type: 'mouseWheel', x, y, deltaX: 0, deltaY, modifiers: isControl ? 2 : 0 };
    return this.session.send('Input.dispatchMouseEvent', { ...event, pointerType: 'mouse' });
  }

  /** Fingers on the screen, all of them; none after `touchEnd`. */
  touch(type, touchPoints) {
    return this.session.send('Input.dispatchTouchEvent', { type, touchPoints });
  }

  /** Slows the main thread down so many times. */
  throttle(rate) {
    this.isSlow = rate > 1;
    return this.session.send('Emulation.setCPUThrottlingRate', { rate });
  }

  async close() {
    await this.context.close();
    if (this.faults.length > 0) throw new Error(this.faults.join('\n'));
  }
}

function twoFrames() {
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}
