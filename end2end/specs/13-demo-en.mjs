// The sample in English.

import { demoTests, prepareDemo } from '../lib/demo.mjs';

export const demo = 'en';
export const prepare = prepareDemo;
export const tests = demoTests('en');
