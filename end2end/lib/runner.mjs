// Runs the tests of one spec file against one server of its own.
//
// A spec exports `tests`, a list of `{ name, run }`, and may export `demo` (a language: the sample
// is filled in before the start), `prepare(server)`, whose result every test gets as `given`, and
// `isLong`, so that it begins early. A test gets `start(options)` for servers of its own.

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { People } from './browser.mjs';
import { startServer } from './server.mjs';

const RESULTS = path.join(import.meta.dirname, '../results');
/** What one test may take, in milliseconds. */
const LIMIT = 120_000;

/** Runs the chosen tests of a file and counts them. */
export async function runFile({ name, spec, browser, binary, filter }) {
  const count = { passed: 0, failed: 0 };
  const chosen = spec.tests.filter((test) => `${name}: ${test.name}`.includes(filter));
  if (chosen.length === 0) return count;
  let server;
  let given;
  try {
    server = await startServer(binary, { demo: spec.demo });
    given = await spec.prepare?.(server);
  } catch (error) {
    console.log(
      `  fail  ${name}: preparation\n${indent(error)}\n${indent(server?.output() ?? '')}`,
    );
    await server?.stop();
    return { passed: 0, failed: chosen.length };
  }
  for (const test of chosen) {
    const own = { name: `${name}: ${test.name}`, test, browser, binary, server, given };
    const once = () => runTest(own);
    // On the build machine a test that failed is tried once more; the log keeps what went wrong.
    const isPassed = (await once()) || (Boolean(process.env.CI) && (await once()));
    count[isPassed ? 'passed' : 'failed'] += 1;
  }
  await server.stop();
  return count;
}

async function runTest({ name, test, browser, binary, server, given }) {
  const begun = performance.now();
  const people = new People(browser, server);
  const others = [];
  const start = async (options) => {
    const other = await startServer(binary, options);
    others.push(other);
    return other;
  };
  let failure;
  let skipped;
  try {
    const skip = (reason) => {
      skipped = reason;
    };
    await withLimit(test.run({ people, server, given, skip, start }));
    failure = people.faults();
  } catch (error) {
    failure = [String(error?.stack ?? error), people.faults()].filter(Boolean).join('\n');
  }
  const seconds = ((performance.now() - begun) / 1000).toFixed(1).padStart(5);
  if (failure) {
    await mkdir(RESULTS, { recursive: true });
    const shots = await people.screenshots(path.join(RESULTS, name.replace(/[^\w-]+/g, '-')));
    console.log(`  fail ${seconds} s  ${name}\n${indent(failure)}\n${indent(shots.join('\n'))}`);
  } else {
    console.log(`  ok   ${seconds} s  ${name}${skipped ? ` (in part: ${skipped})` : ''}`);
  }
  await people.leave();
  await Promise.all(others.map((other) => other.stop()));
  return !failure;
}

function withLimit(work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${LIMIT / 1000} s`)), LIMIT);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function indent(text) {
  return String(text?.stack ?? text)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `       ${line}`)
    .join('\n');
}
