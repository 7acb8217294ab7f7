// The words of the interface, from the same catalogues as the program.

import { readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.join(import.meta.dirname, '../../src/locale');
const read = new Map();

/** `words('en')('board.move_to', { column: 'Done' })`. */
export function words(locale) {
  return (key, values = {}) => {
    const [namespace, ...path] = key.split('.');
    const found = path.reduce((part, name) => part?.[name], catalogue(locale, namespace));
    if (typeof found !== 'string') throw new Error(`${locale} has no words for ${key}`);
    return found.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name) => values[name] ?? `{{${name}}}`);
  };
}

/** The same as a pattern in which every value that is not given stands for any text. */
export function pattern(locale, key, values = {}) {
  const text = words(locale)(key, values);
  const quoted = text
    .split(/\{\{\w+\}\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(quoted.join('.*'));
}

function catalogue(locale, namespace) {
  const file = path.join(FOLDER, locale, `${namespace}.json`);
  if (!read.has(file)) read.set(file, JSON.parse(readFileSync(file, 'utf8')));
  return read.get(file);
}
