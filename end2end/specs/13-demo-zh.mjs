// The sample in Chinese.

import { demoTests, prepareDemo } from '../lib/demo.mjs';

export const demo = 'zh-CN';
export const prepare = prepareDemo;
export const tests = demoTests('zh-CN');
