// Accord itself: a release server with the same plans, brought in as files.

import { Account } from '../../../end2end/lib/account.mjs';
import { makeProject } from '../../../end2end/lib/plans.mjs';
import { startServer } from '../../../end2end/lib/server.mjs';
import { takeUp } from './changes.mjs';

/** Starts a server on a scratch folder; `put` imports a plan and answers the project's id. */
export async function startOurs(binary, start) {
  const server = await startServer(binary);
  const account = await Account.first(server);
  let made = 0;
  return {
    origin: server.url,
    cookies: account.cookies(),
    put: async (name, table) => {
      made += 1;
      const given = { name, key: `B${made}`, client: `Client ${made}`, start };
      const { id } = await makeProject(account, given);
      await account.importPlan(id, 'plan.csv', table);
      await (await takeUp(account, id)).liftLimits();
      return id;
    },
    stop: () => server.stop(),
  };
}
