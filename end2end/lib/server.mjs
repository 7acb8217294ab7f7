// A server with a data folder of its own, on a free port, stopped by its process number.

import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const PATIENCE = 30_000;
const running = new Set();

/**
 * Starts a server; with `demo` the sample in that language is filled in first. `host` is the name
 * by which people reach it instead of 127.0.0.1, `database` the address of a database that it
 * shares.
 */
export async function startServer(binary, { demo, host, database } = {}) {
  const data = await mkdtemp(path.join(tmpdir(), 'accord-end2end-'));
  const port = await freePort();
  const local = `http://127.0.0.1:${port}`;
  const url = host ? `http://${host}:${port}` : local;
  const env = { ...cleanEnvironment(), ACCORD_DATA: data, ACCORD_ADDR: `127.0.0.1:${port}` };
  if (host) env.ACCORD_PUBLIC_URL = url;
  if (database) env.ACCORD_DATABASE_URL = database;
  const run = async (words, more) => {
    const { stdout } = await promisify(execFile)(binary, words, { env: { ...env, ...more } });
    return stdout;
  };
  const command = (...words) => run(words);
  if (demo) await command('demo', 'seed', '--language', demo);
  let child;
  let output = '';
  const server = {
    url,
    /** Where the machine itself reaches it. */
    local,
    data,
    command,
    /** A command in a terminal that is set to a language. */
    commandIn: (language, ...words) => run(words, { LC_ALL: language.replace('-', '_') }),
    output: () => output,
    setupLink: () => output.match(/http:\S+\/setup\/\S+/)?.[0],
    start: async () => {
      child = spawn(binary, ['serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      running.add(child);
      const take = (bytes) => {
        output += bytes;
      };
      child.stdout.on('data', take);
      child.stderr.on('data', take);
      child.on('exit', () => running.delete(child));
      await whenReady(local, child, () => output);
    },
    halt: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      process.kill(child.pid, 'SIGTERM');
      const late = setTimeout(() => process.kill(child.pid, 'SIGKILL'), 10_000);
      await ended;
      clearTimeout(late);
    },
    /** Ends it without a word, as a machine that loses its power; `start` begins it again. */
    kill: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      process.kill(child.pid, 'SIGKILL');
      await ended;
    },
    stop: async () => {
      await server.halt();
      await rm(data, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

/** Ends every server that is still there, when the run is interrupted. */
export function stopAll() {
  for (const child of running) process.kill(child.pid, 'SIGTERM');
}

/** The settings of whoever starts the tests must not reach the servers under test. */
function cleanEnvironment() {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('ACCORD_'));
  return Object.fromEntries(own);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function whenReady(url, child, output) {
  const until = Date.now() + PATIENCE;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the server ended at once:\n${output()}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the server is not ready after ${PATIENCE / 1000} s:\n${output()}`);
}
