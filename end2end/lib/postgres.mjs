// A PostgreSQL database for one test, in the cluster that the test run has started.

import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

const cluster = process.env.ACCORD_TEST_POSTGRES;
const psql = process.env.PSQL ?? 'psql';

/** Runs `work` with the address of an empty database; false where there is no cluster. */
export async function withDatabase(work) {
  if (!cluster) return false;
  const name = `accord_browser_${randomBytes(6).toString('hex')}`;
  const order = (sql) => {
    const words = ['--no-psqlrc', '--quiet', '--dbname', cluster, '--command', sql];
    return promisify(execFile)(psql, words);
  };
  await order(`create database ${name}`);
  try {
    const address = new URL(cluster);
    address.pathname = `/${name}`;
    await work(address.href);
  } finally {
    await order(`drop database ${name} with (force)`);
  }
  return true;
}
