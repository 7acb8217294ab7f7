// An account of the team without a browser: makes what a test needs before it begins.

import { randomBytes } from 'node:crypto';

/** The administrator who does the first start in most specs. */
export const ADMIN = {
  organisation: 'Seaport Systems',
  name: 'Ada Lin',
  email: 'ada@example.com',
  password: 'a long enough password',
};

/** The person whom specs of two invite. */
export const SECOND = { name: 'Bo Chen', email: 'bo@example.com' };

/** Someone who is signed in. */
export class Account {
  #server;
  #jar = new Map();

  constructor(server) {
    this.#server = server;
  }

  /** Does the first start by the link that the server has printed. */
  static async first(server, person = ADMIN) {
    const account = new Account(server);
    await account.form(new URL(server.setupLink()).pathname, person);
    return account;
  }

  /** Two people who may change every plan: the administrator of the first start and another. */
  static async two(server) {
    const admin = await Account.first(server);
    return { admin, second: await admin.invite(SECOND) };
  }

  /** Invites somebody who accepts, by another server of the same database if one is given. */
  async invite(person, server = this.#server) {
    const invitee = { role: 'administrator', ...person };
    const { address } = await this.call('settings/invite', { id: newId(), invitee });
    const account = new Account(server);
    await account.form(new URL(address).pathname, { password: ADMIN.password });
    return account;
  }

  /** Sends a form and expects to be sent on. */
  async form(path, fields) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams(fields).toString();
    const answer = await this.#post(path, headers, body);
    if (answer.status !== 303) throw new Error(`${path} answers ${answer.status}`);
  }

  /** Calls a server function. */
  async call(endpoint, args = {}) {
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    const answer = await this.#post(`/api/${endpoint}`, headers, JSON.stringify(args));
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${endpoint} answers ${answer.status}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  /** Imports a plan file. */
  async importPlan(project, name, bytes) {
    const path = `/projects/${project}/plan-file?name=${encodeURIComponent(name)}&apply=true`;
    const answer = await this.#post(path, { 'content-type': 'application/octet-stream' }, bytes);
    if (!answer.ok) throw new Error(`the import answers ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }

  /** The session, for a browser. */
  cookies() {
    const domain = new URL(this.#server.url).hostname;
    const common = {
      domain,
      path: '/',
      expires: -1,
      httpOnly: true,
      secure: false,
      sameSite: 'Lax',
    };
    return [...this.#jar].map(([name, value]) => ({ name, value, ...common }));
  }

  async #post(path, headers, body) {
    const cookie = [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(`${this.#server.local}${path}`, {
      method: 'POST',
      headers: { ...headers, origin: this.#server.url, cookie },
      body,
      redirect: 'manual',
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name, ...value] = line.split(';')[0].split('=');
      this.#jar.set(name, value.join('='));
    }
    return answer;
  }
}

/** A new id: UUID version 7. */
export function newId() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const text = bytes.toString('hex');
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([a, b]) => text.slice(a, b))
    .join('-');
}
